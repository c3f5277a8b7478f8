'use client'

import { Ban } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Section } from '@/components/ui/page'
import { Tag } from '@/components/ui/tag'
import { mailRootPath } from '@/lib/xmail/path'
import { decodeText } from '@/lib/xmail/tab'
import { type DraftRow, mergeInFileOrder } from '@/lib/xmail/tables/draft-rows'
import { findSpelling, type VariableReason, type VariableRow } from '@/lib/xmail/variables'
import { findDraftedEdits } from './drafted-edits'
import { type Staging, useStage } from './use-stage'
import { useVariableWords } from './use-variable-words'
import type { VariablesTable } from './use-variables'
import type { VariableListProps } from './variable-section'

/** Lines that are no variable that XMail reads: unknown names, other capitals, lines that it ignores. All are kept. */
export function OddLines(props: Omit<VariableListProps, 'names'>) {
  const { table } = props
  const t = useTranslations('settings')
  const staging = useStage(table.drafted, props.stage, props.discard)
  const { live, drafted, liveRows, draftedRows } = table
  const rows = mergeInFileOrder({ live, drafted, liveRows, draftedRows }).filter(({ row }) => isOdd(row))
  if (rows.length === 0) return null
  return (
    <Section title={t('odd')} aside={<HelpFor text={t('odd')} helpKey="serverTabOdd" />} id="odd">
      <p className="mb-2 max-w-3xl text-sm text-ink-2">{t('oddLead')}</p>
      {staging.fault && <FaultNotice fault={staging.fault} className="mb-2" />}
      <ul className="divide-y rounded-md border">
        {rows.map((row) => (
          <OddLine key={row.key} row={row} staging={staging} {...props} />
        ))}
      </ul>
    </Section>
  )
}

function isOdd({ state, reason, definition }: VariableRow): boolean {
  if (definition !== null) return state === 'dead' && reason !== 'duplicate'
  // Blanks alone say nothing that anybody could miss.
  return reason !== 'only-blanks'
}

interface OddLineProps extends Omit<VariableListProps, 'names'> {
  row: DraftRow<VariableRow>
  staging: Staging
}

function OddLine({ row: { row, change }, staging, ...props }: OddLineProps) {
  const { table, editable, path, edits, draftVersion } = props
  const t = useTranslations('settings')
  const text = (bytes: string) => decodeText(table.drafted, bytes)
  const ref = { line: row.line, was: row.was }
  const place = { table: 'variables', path: mailRootPath(path) } as const
  const gone = change === 'removed'
  const undo = gone || change === 'added' ? findDraftedEdits(edits, path, row.name) : []
  const button = (label: string, name: string, onClick: () => void) => (
    <Button size="sm" look="quiet" disabled={staging.pending} aria-label={name} onClick={onClick}>
      {label}
    </Button>
  )
  const of = { name: text(row.name), line: row.line + 1 }
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
        {row.note && <p className="text-xs text-ink-2">{t('note', { text: row.note.text })}</p>}
        {gone && <Tag look="closes">{t('stateRemoved')}</Tag>}
        {!gone && <span className="text-xs text-ink-2">{t('line', { line: row.line + 1 })}</span>}
      </div>
      {editable && (
        <div className="flex flex-wrap items-start gap-1 md:justify-end">
          {!gone && <MendSpelling row={row} staging={staging} {...props} />}
          {!gone &&
            row.state === 'disabled' &&
            button(t('switchOn'), t('switchOnName', of), () =>
              staging.send({ ...place, op: 'enable', row: ref, confirmed: [] }),
            )}
          {!gone &&
            button(t('remove'), t('removeName', of), () =>
              staging.send({ ...place, op: 'remove', rows: [ref] }),
            )}
          {undo.length > 0 &&
            button(t('undo'), t('undoName', of), () => staging.takeBack(draftVersion, undo))}
        </div>
      )}
    </li>
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

/** The right spelling takes the value over, and the line that nobody reads goes. */
function MendSpelling({
  row,
  staging,
  table,
  path,
  stage,
}: Omit<OddLineProps, 'row'> & { row: VariableRow }) {
  const t = useTranslations('settings')
  const meaning = findSpelling(row.name)
  const isFree = table.settings.some(({ name, drafted }) => name === meaning && drafted.set === null)
  if (row.state !== 'live' || !meaning || !isFree) return null
  const place = { table: 'variables', path: mailRootPath(path) } as const
  const mend = () =>
    staging.send(
      { ...place, op: 'set', name: meaning, value: decodeText(table.drafted, row.value), confirmed: [] },
      // In place or at the end: the line of the wrong spelling stays where it was.
      () => stage({ ...place, op: 'remove', rows: [{ line: row.line, was: row.was }] }),
    )
  return (
    <Button size="sm" disabled={staging.pending} onClick={mend}>
      {t('mendSpelling', { meaning })}
    </Button>
  )
}
