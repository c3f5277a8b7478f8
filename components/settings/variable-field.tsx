'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Help } from '@/components/ui/help'
import { mailRootPath } from '@/lib/xmail/path'
import { findDraftedEdits } from './drafted-edits'
import { FlagButtons } from './flag-buttons'
import { ReplyPreviews } from './reply-previews'
import { StagingAnswer } from './staging-answer'
import { useStage, type VariablesEdit } from './use-stage'
import { useVariableWords } from './use-variable-words'
import type { SettingPair, VariablesTable } from './use-variables'
import { ValueEditor } from './value-editor'
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
  const t = useTranslations('variables.field')
  const common = useTranslations('common')
  const words = useVariableWords()
  const [open, setOpen] = useState(false)
  const staging = useStage(table.drafted, props.stage, props.discard)
  const place = { table: 'variables', path: mailRootPath(path) } as const
  const change = (edit: FieldEdit) => {
    const whole: VariablesEdit =
      edit.op === 'set' ? { ...place, ...edit, name, confirmed: [] } : { ...place, ...edit, name }
    staging.send(whole, () => setOpen(false))
  }
  const places = findDraftedEdits(edits, path, name)
  const { definition } = drafted
  const isFlag = definition.value.kind === 'flag'
  const label = words.label(definition)
  return (
    <li
      className="grid gap-x-8 gap-y-2 px-3 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]"
      data-variable={name}
      data-drafted={places.length > 0}
    >
      <div className="min-w-0">
        <div className="flex items-center gap-1">
          <h3 className="text-sm font-medium">{label}</h3>
          <Help label={common('help', { label })}>{words.help(definition)}</Help>
        </div>
        <code className="mono text-xs break-all text-ink-2">{name}</code>
        <p className="mt-0.5 max-w-prose text-sm text-ink-2">{words.about(definition)}</p>
      </div>
      <div className="min-w-0 space-y-2">
        <VariableState
          pair={pair}
          table={table}
          drafted={places.length > 0}
          onUndo={editable ? () => staging.takeBack(draftVersion, places) : undefined}
          pending={staging.pending}
        />
        {editable && (
          <div className="flex flex-wrap gap-2">
            {isFlag && <FlagButtons pair={pair} pending={staging.pending} onChange={change} />}
            {!isFlag && !open && (
              <Button
                size="sm"
                disabled={staging.pending}
                aria-label={t('changeName', { name })}
                onClick={() => setOpen(true)}
              >
                {t('change')}
              </Button>
            )}
            {!isFlag && drafted.set && !definition.isNeeded && (
              <Button
                size="sm"
                look="quiet"
                disabled={staging.pending}
                aria-label={t('useDefaultName', { name })}
                onClick={() => change({ op: 'unset' })}
              >
                {t('useDefault')}
              </Button>
            )}
          </div>
        )}
      </div>
      <div className="min-w-0 space-y-2 empty:hidden md:col-span-2">
        <VariableLines
          pair={pair}
          table={table}
          path={path}
          editable={editable}
          staging={staging}
          onChange={change}
        />
        {open && (
          <ValueEditor
            pair={pair}
            table={table}
            pending={staging.pending}
            onChange={change}
            onCancel={() => {
              staging.dismiss()
              setOpen(false)
            }}
          />
        )}
        {!open && <ReplyPreviews table={table} name={name} text={table.textOf(drafted)} />}
        <StagingAnswer staging={staging} />
      </div>
    </li>
  )
}
