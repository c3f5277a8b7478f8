'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import type { DraftRow } from '@/components/table/draft-rows'
import { VirtualRows } from '@/components/table/virtual-rows'
import type { ActionFault, ActionResult } from '@/lib/errors'
import type { Edit, IpmapRow } from '@/lib/xmail/tables'
import type { AccessPageProps } from './access-page'
import { AccessRowView, COLUMNS } from './access-row-view'
import type { AccessTable } from './use-access-table'

interface AccessRowsProps
  extends Pick<
    AccessPageProps,
    'path' | 'edits' | 'draftVersion' | 'remove' | 'move' | 'discard' | 'present'
  > {
  table: AccessTable
  editable: boolean
}

/** The rules in the order in which they win: the first one that matches a client decides. */
export function AccessRows(props: AccessRowsProps) {
  const { path, table, edits, draftVersion, remove, move, discard, editable, present } = props
  const t = useTranslations('access')
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const send = (action: () => Promise<ActionResult<null>>) =>
    start(async () => {
      const result = await callAction(action)
      setFault(result.ok ? null : result.error)
      router.refresh()
    })
  const live = table.rows.filter(({ row, change }) => row.state === 'live' && change !== 'removed')
  const shift = (row: DraftRow<IpmapRow>, by: -1 | 1) => {
    const place = live.indexOf(row)
    // "Before the row at this place": one down means before the one after the next.
    send(() => move({ line: row.row.line, was: row.row.was }, by === -1 ? place - 1 : place + 2))
  }
  const toggle = (row: DraftRow<IpmapRow>) => {
    const made = findInDraft(edits, path, row)
    if (made !== null) return send(() => discard({ version: draftVersion, edit: made }))
    if (row.change !== 'removed') send(() => remove([{ line: row.row.line, was: row.row.was }]))
  }
  const helped = (key: 'columnNetwork' | 'columnPrecedence' | 'columnState', helpKey: string) => (
    <>
      {t(key)}
      <HelpFor text={t(key)} helpKey={helpKey} />
    </>
  )
  const heads = [
    { key: 'verdict', name: t('columnVerdict') },
    { key: 'network', name: helped('columnNetwork', 'netmask'), className: 'flex items-center' },
    {
      key: 'precedence',
      name: helped('columnPrecedence', 'ipmap'),
      className: 'flex items-center justify-end',
    },
    { key: 'state', name: helped('columnState', 'relayDeadRows'), className: 'flex items-center' },
    { key: 'actions', name: <span className="sr-only">{t('columnActions')}</span> },
  ]
  if (table.rows.length === 0) {
    return (
      <p className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">
        {present ? t('empty') : t('absent')}
      </p>
    )
  }
  return (
    <section aria-label={t('rules')}>
      {fault && <FaultNotice fault={fault} className="mb-3" />}
      <p className="mb-1.5 text-xs text-ink-2">{t('orderLead')}</p>
      <VirtualRows
        label={t('rules')}
        heads={heads}
        columns={COLUMNS}
        rows={table.rows}
        keyOf={(row) => row.key}
      >
        {(row) => (
          <AccessRowView
            row={row}
            editable={editable}
            pending={pending}
            isFirst={live[0] === row}
            isLast={live.at(-1) === row}
            onShift={shift}
            onToggle={toggle}
          />
        )}
      </VirtualRows>
      <p className="mt-1.5 text-xs text-ink-2">{t('otherwise')}</p>
    </section>
  )
}

/** The edit of the draft that removed or added this row as a whole; null where none did, or where it did more. */
function findInDraft(
  edits: readonly Edit[],
  path: string,
  { row, change }: DraftRow<IpmapRow>,
): number | null {
  const network = row.cidr ?? `${row.address} ${row.netmask}`
  for (const [i, edit] of edits.entries()) {
    if (edit.table !== 'ipmap' || edit.path !== path) continue
    if (change === 'removed' && edit.op === 'remove' && edit.rows.some((ref) => ref.was === row.was)) return i
    const isIt = edit.op === 'add' && edit.rules.length === 1 && edit.rules[0]?.network === network
    if (change === 'added' && isIt && edit.rules[0]?.permission === row.permission) return i
  }
  return null
}
