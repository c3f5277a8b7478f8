'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Fault } from '@/lib/errors'
import { checkValue, readValue, VARIABLE_CONFIRMATIONS } from '@/lib/xmail/variables'
import type { SettingPair } from './pair-settings'
import { ReplyPreviews } from './reply-previews'
import { useVariableWords } from './use-variable-words'
import type { VariablesTable } from './use-variables'
import { ValueControl } from './value-control'
import type { FieldEdit } from './variable-field'

export interface ValueEditorProps {
  pair: SettingPair
  table: VariablesTable
  pending: boolean
  onChange: (edit: FieldEdit) => void
  onCancel: () => void
}

/** The form of one value: says what XMail would make of it, and what is wrong with it, while one types. */
export function ValueEditor({ pair, table, pending, onChange, onCancel }: ValueEditorProps) {
  const { name, drafted } = pair
  const { definition } = drafted
  const t = useTranslations('variables.field')
  const words = useVariableWords()
  const start = startValue(drafted, table)
  const [value, setValue] = useState(start)
  const [tried, setTried] = useState(false)
  const wrong: Fault | null = value === null ? null : checkValue(definition, value, VARIABLE_CONFIRMATIONS)
  const shownFault = wrong && (tried || value !== start) ? wrong : null
  const isReply = definition.value.kind === 'text' && definition.value.form.startsWith('reply')
  const submit = () => {
    setTried(true)
    if (wrong) return
    onChange(value === null ? { op: 'unset' } : { op: 'set', value })
  }
  return (
    <form
      className="space-y-2.5 rounded-md border p-3"
      data-testid="editor"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset disabled={pending} className="min-w-0 space-y-2.5">
        <ValueControl definition={definition} value={value} onValue={setValue} fault={shownFault} />
        <p className="min-h-5 text-xs text-ink-2" aria-live="polite" data-testid="understood">
          {!wrong &&
            !isReply &&
            t('understood', { value: words.value(definition, readValue(definition, value), value) })}
        </p>
        {isReply && !wrong && <ReplyPreviews table={table} name={name} text={value} />}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" size="sm" look="primary">
            {t(pending ? 'saving' : 'save')}
          </Button>
          <Button size="sm" look="quiet" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </div>
      </fieldset>
    </form>
  )
}

/** The value that the draft has; else one to begin with. Null: not set, for the variables where that is a choice of its own. */
function startValue(drafted: SettingPair['drafted'], table: VariablesTable): string | null {
  const text = table.textOf(drafted)
  const { value: kind } = drafted.definition
  if (text !== null) return text
  if (kind.kind === 'text') return kind.form === 'mechanisms' ? null : (kind.default ?? '')
  return String(kind.default)
}
