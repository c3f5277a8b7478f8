'use client'

import { Ban } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Tag } from '@/components/ui/tag'
import { decodeText } from '@/lib/xmail/tab'
import type { DraftRow } from '@/lib/xmail/tables/draft-rows'
import type { VariableReason, VariableRow } from '@/lib/xmail/variables'
import { OddButtons } from './odd-buttons'
import { OddForm } from './odd-form'
import type { Staging } from './use-stage'
import { useVariableWords } from './use-variable-words'
import type { VariablesTable } from './use-variables'
import { VariableNote } from './variable-note'
import type { VariableListProps } from './variable-section'

export interface OddLineProps extends Omit<VariableListProps, 'names'> {
  row: DraftRow<VariableRow>
  staging: Staging
}

/** A line as it is, why XMail does not use it, its note, and what can be done with it. */
export function OddLine({ row: shown, staging, ...props }: OddLineProps) {
  const { table, editable, path } = props
  const { row, change } = shown
  const [open, setOpen] = useState(false)
  const text = (bytes: string) => decodeText(table.drafted, bytes)
  const gone = change === 'removed'
  return (
    <li
      className={classNames(
        'grid gap-x-6 gap-y-1 px-3 py-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)_auto]',
        gone && 'bg-closes-soft',
      )}
      data-line={row.line + 1}
      data-change={change}
    >
      <code className={classNames('mono min-w-0 text-xs break-all', gone && 'text-ink-2 line-through')}>
        {text(row.was).slice(0, 200).replaceAll('\t', ' → ')}
      </code>
      <div className="min-w-0 text-sm">
        <Reason row={row} table={table} />
        <OddState row={shown} />
        <VariableNote
          row={row}
          path={path}
          label={text(row.name)}
          editable={editable && row.state === 'live' && !gone}
          stage={props.stage}
        />
      </div>
      {editable && (
        <OddButtons
          row={shown}
          staging={staging}
          {...props}
          onEdit={open ? undefined : () => setOpen(true)}
        />
      )}
      {open && !gone && (
        <OddForm
          {...props}
          changed={{ name: row.name, value: text(row.value) }}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  )
}

function OddState({ row: { row, change } }: { row: DraftRow<VariableRow> }) {
  const t = useTranslations('settings')
  if (change === 'removed') return <Tag look="closes">{t('stateRemoved')}</Tag>
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-xs text-ink-2">
      {t('line', { line: row.line + 1 })}
      {change === 'added' && <Tag>{t('stateAdded')}</Tag>}
    </p>
  )
}

/** Why XMail does not use a line as a variable. */
function Reason({ row, table }: { row: VariableRow; table: VariablesTable }) {
  const t = useTranslations('variables.reasons')
  const lines = useTranslations('table')
  const { reason, marks, state } = row
  const [mark] = marks
  const words = useVariableWords()
  // What can be wrong with a line of any table has the words of all tables.
  const explain = (why: VariableReason) => (t.has(why) ? t(why) : lines(`line_${why}`))
  const shown = reason
    ? explain(reason)
    : mark && words.mark(mark, decodeText(table.drafted, row.value), row.name)
  return (
    <p className="flex items-start gap-1.5 [overflow-wrap:anywhere]" data-reason={reason ?? mark}>
      <Ban aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-3" />
      <span className="min-w-0">
        {state === 'disabled' && `${t('commented')} `}
        {shown}
      </span>
    </p>
  )
}
