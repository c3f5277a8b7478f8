'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { Legend } from '@/components/form/legend'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { CheckedView } from './checked-view'
import { PemFields } from './pem-fields'
import { Pkcs12Fields } from './pkcs12-fields'
import type { CheckedPair, GivenValues, TlsActions } from './shown-tls'

const EMPTY: GivenValues = { certificate: '', key: '', passphrase: '', pkcs12: '', password: '' }

export type InstallFormProps = Pick<TlsActions, 'check' | 'install'>

/** A certificate that somebody has: given, read and checked in words, then staged. */
export function InstallForm({ check, install }: InstallFormProps) {
  const t = useTranslations('tls')
  const router = useRouter()
  const [form, setForm] = useState<'pem' | 'pkcs12'>('pem')
  const [checked, setChecked] = useState<{ given: GivenValues; pair: CheckedPair } | null>(null)
  const fields = useForm({ defaultValues: EMPTY })
  const { submit, pending, fault } = useActionForm(fields, check, (pair, given) =>
    setChecked({ given, pair }),
  )
  /** What was said, and what was checked, is not of what is typed now. A file has no field that would clear its error. */
  const forget = () => {
    setChecked(null)
    fields.clearErrors()
  }
  const startAnew = () => {
    fields.reset(EMPTY)
    setChecked(null)
  }
  const done = () => {
    startAnew()
    router.refresh()
  }
  return (
    <form onSubmit={submit} onChange={forget} noValidate className="max-w-3xl">
      <fieldset disabled={pending} className="space-y-4">
        <ChoiceGroup legend={<Legend text={t('form')} helpKey="tlsPkcs12" />}>
          {(['pem', 'pkcs12'] as const).map((each) => (
            <Choice
              key={each}
              type="radio"
              name="form"
              label={t(each === 'pem' ? 'formPem' : 'formPkcs12')}
              hint={t(each === 'pem' ? 'formPemHint' : 'formPkcs12Hint')}
              checked={form === each}
              onChange={() => {
                startAnew()
                setForm(each)
              }}
            />
          ))}
        </ChoiceGroup>
        {form === 'pem' ? (
          <PemFields form={fields} messageOf={(name) => messageOf(name)} />
        ) : (
          <Pkcs12Fields form={fields} messageOf={(name) => messageOf(name)} />
        )}
        {fault && <FaultNotice fault={fault} />}
        <Button type="submit" look={checked ? 'plain' : 'primary'}>
          {pending ? t('checking') : t('check')}
        </Button>
      </fieldset>
      <div aria-live="polite">{checked && <CheckedView {...checked} install={install} onDone={done} />}</div>
    </form>
  )

  function messageOf(name: keyof GivenValues): string | undefined {
    return fieldMessage(fields.formState.errors[name], '')
  }
}
