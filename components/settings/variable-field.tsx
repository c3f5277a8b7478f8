'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Help } from '@/components/ui/help'
import { mailRootPath } from '@/lib/xmail/path'
import type { VariableDefinition } from '@/lib/xmail/variables'
import { findDraftedEdits } from './drafted-edits'
import type { SettingPair } from './pair-settings'
import { ReplyPreviews } from './reply-previews'
import { StagingAnswer } from './staging-answer'
import { StandIn } from './stand-in'
import { useStage, type VariablesEdit } from './use-stage'
import { useVariableWords } from './use-variable-words'
import type { VariablesTable } from './use-variables'
import { ValueEditor } from './value-editor'
import { VariableButtons } from './variable-buttons'
import { VariableLines } from './variable-lines'
import type { VariablesProps } from './variable-section'
import { VariableState } from './variable-state'

export interface VariableFieldProps extends VariablesProps {
  pair: SettingPair
  table: VariablesTable
}

/** An edit of the field's variable, without its table and file. */
export type FieldEdit = { op: 'set'; value: string } | { op: 'unset' }

/** One variable: what it does, what counts and why, and its value to be changed in place. */
export function VariableField({ pair, table, ...props }: VariableFieldProps) {
  const { path, edits, draftVersion, editable } = props
  const { name, drafted } = pair
  const [open, setOpen] = useState(false)
  const staging = useStage(table.drafted, props.stage, props.discard)
  const { pending } = staging
  const change = (edit: FieldEdit) => {
    const place = { table: 'variables', path: mailRootPath(path), name } as const
    const whole: VariablesEdit =
      edit.op === 'set' ? { ...place, ...edit, confirmed: [] } : { ...place, ...edit }
    staging.send(whole, () => setOpen(false))
  }
  const close = () => {
    staging.dismiss()
    setOpen(false)
  }
  const places = findDraftedEdits(edits, path, name)
  const lines = { pair, table, path, editable, staging, stage: props.stage, onChange: change }
  return (
    <li
      className="grid gap-x-8 gap-y-2 px-3 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]"
      data-variable={name}
      data-drafted={places.length > 0}
    >
      <VariableHeading definition={drafted.definition} />
      <div className="min-w-0 space-y-2">
        <VariableState
          pair={pair}
          table={table}
          drafted={places.length > 0}
          onUndo={editable ? () => staging.takeBack(draftVersion, places) : undefined}
          pending={pending}
        />
        {props.serverTable && <StandIn definition={drafted.definition} serverTable={props.serverTable} />}
        {editable && (
          <>
            <VariableButtons
              pair={pair}
              pending={pending}
              onChange={change}
              onOpen={open ? undefined : () => setOpen(true)}
            />
            <TakesEffect definition={drafted.definition} />
          </>
        )}
      </div>
      <div className="min-w-0 space-y-2 empty:hidden md:col-span-2">
        <VariableLines {...lines} />
        {open ? (
          <ValueEditor pair={pair} table={table} pending={pending} onChange={change} onCancel={close} />
        ) : (
          <ReplyPreviews table={table} name={name} text={table.textOf(drafted)} />
        )}
        <StagingAnswer staging={staging} />
      </div>
    </li>
  )
}

/** What a variable is for, in plain words and by XMail's own name. */
function VariableHeading({ definition }: { definition: VariableDefinition }) {
  const common = useTranslations('common')
  const words = useVariableWords()
  const label = words.label(definition)
  return (
    <div className="min-w-0">
      <div className="flex items-center gap-1">
        <h3 className="text-sm font-medium">{label}</h3>
        <Help label={common('help', { label })}>{words.help(definition)}</Help>
      </div>
      <code className="mono text-xs break-all text-ink-2">{definition.name}</code>
      <p className="mt-0.5 max-w-prose text-sm text-ink-2">{words.about(definition)}</p>
    </div>
  )
}

function TakesEffect({ definition }: { definition: VariableDefinition }) {
  const t = useTranslations('variables.field')
  return (
    <p className="text-xs text-ink-2" data-testid="takes-effect">
      {t(`effect_${definition.takesEffect}`)}
    </p>
  )
}
