'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { OptionsControl } from '@/components/settings/options-control'
import { StagingAnswer } from '@/components/settings/staging-answer'
import { useStage } from '@/components/settings/use-stage'
import type { VariableListProps } from '@/components/settings/variable-section'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { fault } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { findDefinition } from '@/lib/xmail/variables'
import { readListener } from './listener-request'

const EMPTY = { address: '', port: '', value: '' }

/** A row for one address, or one address and port, of the server. */
export function AddListener({ table, path, stage, discard }: Omit<VariableListProps, 'names'>) {
  const t = useTranslations('signInSettings')
  const help = useHelp()
  const words = useFaultText()
  const staging = useStage(table.drafted, stage, discard)
  const [form, setForm] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const name = readListener(form.address, form.port)
  const known = name.ok && table.settings.find((pair) => pair.name === name.value)?.drafted.set
  const wrong = known
    ? fault('VARIABLE_ALREADY_SET', { name: known.name, line: known.line + 1 }, 'address')
    : name.ok
      ? null
      : name.error
  const errorOf = (field: 'address' | 'port') =>
    (tried || form[field] !== '') && wrong?.field === field && words(wrong)
  const definition = findDefinition('SmtpConfig')
  const submit = () => {
    setTried(true)
    if (wrong || !name.ok) return
    staging.send(
      {
        table: 'variables',
        path: mailRootPath(path),
        op: 'set',
        name: name.value,
        value: form.value,
        confirmed: [],
      },
      () => {
        setForm(EMPTY)
        setTried(false)
      },
    )
  }
  return (
    <form
      className="mt-4 max-w-3xl rounded-md border p-3"
      aria-label={t('addListener')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset disabled={staging.pending} className="space-y-2.5">
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <Field
            label={t('address')}
            {...help('smtpConfigListener', t('address'))}
            error={errorOf('address')}
            className="grow basis-56"
          >
            {(control) => (
              <Input
                {...control}
                className="mono"
                placeholder="192.0.2.7"
                spellCheck={false}
                autoComplete="off"
                value={form.address}
                onChange={(event) => setForm({ ...form, address: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('port')} hint={t('portHint')} error={errorOf('port')} className="basis-40">
            {(control) => (
              <Input
                {...control}
                className="mono"
                inputMode="numeric"
                placeholder="587"
                autoComplete="off"
                value={form.port}
                onChange={(event) => setForm({ ...form, port: event.target.value })}
              />
            )}
          </Field>
        </div>
        {definition && (
          <OptionsControl
            definition={definition}
            value={form.value}
            onValue={(value) => setForm({ ...form, value: value ?? '' })}
            fault={null}
          />
        )}
        <StagingAnswer staging={staging} />
        <Button type="submit" look="primary" size="sm">
          {t('add')}
        </Button>
      </fieldset>
    </form>
  )
}
