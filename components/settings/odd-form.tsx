'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field, type FieldProps } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { mailRootPath } from '@/lib/xmail/path'
import { findOddFault } from './find-odd-fault'
import { StagingAnswer } from './staging-answer'
import { useStage } from './use-stage'
import type { VariableListProps } from './variable-section'

export interface OddFormProps extends Pick<VariableListProps, 'table' | 'path' | 'stage' | 'discard'> {
  /** The line to change; null: a new one. */
  changed: { readonly name: string; readonly value: string } | null
  onClose: () => void
}

/** Characters, as the edit's schema has it. What is too long as a value is said: it must not be cut. */
const MAX_NAME = 200

/** Name and value of a variable that XMail does not know; of one that is there, the value alone. */
export function OddForm({ table, path, changed, onClose, ...props }: OddFormProps) {
  const t = useTranslations('settings')
  const field = useTranslations('variables.field')
  const help = useHelp()
  const words = useFaultText()
  const staging = useStage(table.drafted, props.stage, props.discard)
  const [form, setForm] = useState(changed ?? { name: '', value: '' })
  const [tried, setTried] = useState(false)
  const wrong = findOddFault(table, path, { ...form, isNew: changed === null })
  const isTouched = { name: form.name !== '', value: form.value !== (changed?.value ?? '') }
  const errorOf = (of: 'name' | 'value') =>
    (tried || isTouched[of]) && wrong && wrong.field === of && words(wrong)
  const submit = () => {
    setTried(true)
    if (wrong) return
    const place = { table: 'variables', path: mailRootPath(path) } as const
    staging.send({ ...place, op: 'set', ...form, confirmed: [] }, onClose)
  }
  const input = (of: 'name' | 'value', label: string) => (
    <OddInput
      label={label}
      {...help(of === 'name' ? 'serverTabOddName' : 'serverTabOddValue', label)}
      error={errorOf(of)}
      maxLength={of === 'name' ? MAX_NAME : undefined}
      // The button that asked for the form is gone, and the focus with it.
      autoFocus={of === 'name' || changed !== null}
      value={form[of]}
      onValue={(value) => setForm({ ...form, [of]: value })}
    />
  )
  return (
    <form
      className="min-w-0 rounded-md border p-3 md:col-span-full"
      aria-label={changed ? t('editName', { name: changed.name }) : t('addOdd')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset disabled={staging.pending} className="min-w-0 space-y-2.5">
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {!changed && input('name', t('oddName'))}
          {input('value', changed ? t('oddValueOf', { name: changed.name }) : t('oddValue'))}
        </div>
        <StagingAnswer staging={staging} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="sm" look="primary">
            {field(staging.pending ? 'saving' : 'save')}
          </Button>
          <Button size="sm" look="quiet" onClick={onClose}>
            {field('cancel')}
          </Button>
        </div>
      </fieldset>
    </form>
  )
}

interface OddInputProps extends Omit<FieldProps, 'children' | 'className'> {
  value: string
  maxLength: number | undefined
  autoFocus: boolean
  onValue: (value: string) => void
}

function OddInput({ value, maxLength, autoFocus, onValue, ...field }: OddInputProps) {
  return (
    <Field {...field} className="grow basis-56">
      {(control) => (
        <Input
          {...control}
          className="mono"
          spellCheck={false}
          autoComplete="off"
          autoFocus={autoFocus}
          maxLength={maxLength}
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  )
}
