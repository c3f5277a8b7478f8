'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { fieldMessage } from '@/components/form/field-message'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input, Select, Textarea } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/errors'
import { KEY_KINDS, type KeyKind, type TlsActions } from './shown-tls'

export interface MakeFormProps extends Pick<TlsActions, 'selfSign' | 'request'> {
  /** How the server calls itself. */
  serverNames: readonly string[]
}

interface MakeValues {
  kind: KeyKind
  names: string
  days: number
}

/** A key that is made here: with a request for an authority, or with a certificate of its own. */
export function MakeForm({ serverNames, selfSign, request }: MakeFormProps) {
  const t = useTranslations('tls')
  const help = useHelp()
  const router = useRouter()
  const [way, setWay] = useState<'request' | 'selfSigned'>('request')
  const [made, setMade] = useState(false)
  const form = useForm<MakeValues>({
    defaultValues: { names: serverNames.join('\n'), kind: 'rsa-2048', days: 365 },
  })
  const send = async ({ days, ...input }: MakeValues): Promise<ActionResult<unknown>> =>
    way === 'request' ? request(input) : selfSign({ ...input, days })
  const { submit, pending, fault } = useActionForm(form, send, () => {
    setMade(way === 'request')
    router.refresh()
  })
  const { errors } = form.formState
  return (
    <form onSubmit={submit} onChange={() => setMade(false)} noValidate className="max-w-xl">
      <fieldset disabled={pending} className="space-y-4">
        <ChoiceGroup legend={t('makeWay')}>
          {(['request', 'selfSigned'] as const).map((each) => (
            <Choice
              key={each}
              type="radio"
              name="way"
              label={t(each)}
              hint={t(`${each}Hint`)}
              checked={way === each}
              onChange={() => setWay(each)}
            />
          ))}
        </ChoiceGroup>
        <Field
          label={t('namesField')}
          {...help('tlsNames', t('namesField'))}
          hint={t('namesHint')}
          error={fieldMessage(errors.names, '')}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              className="mono text-xs"
              spellCheck={false}
              placeholder="mail.example.com"
              {...form.register('names')}
            />
          )}
        </Field>
        <Field label={t('keyKind')} {...help('tlsKeyKind', t('keyKind'))}>
          {(control) => (
            <Select {...control} {...form.register('kind')}>
              {KEY_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`keyKind_${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {way === 'selfSigned' && (
          <Field
            label={t('days')}
            {...help('tlsDays', t('days'))}
            error={fieldMessage(errors.days, t('daysNeeded'))}
            className="max-w-40"
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                {...form.register('days', {
                  setValueAs: Number,
                  min: 1,
                  max: 3650,
                  validate: Number.isInteger,
                })}
              />
            )}
          </Field>
        )}
        {fault && <FaultNotice fault={fault} />}
        <Button type="submit" look="primary">
          {pending ? t('making') : t(way === 'request' ? 'makeRequest' : 'makeSelfSigned')}
        </Button>
      </fieldset>
      <div role="status">
        {made && (
          <Notice look="fine" className="mt-4">
            {t('made')}
          </Notice>
        )}
      </div>
    </form>
  )
}
