'use client'

import { useStaging } from '@/components/table/use-staging'
import { findEditOfLine, type IpmapEdit } from '@/lib/xmail/tables'
import type { AccessRowsProps } from './access-rows'
import type { AccessRow } from './arrange-rows'

const refOf = ({ row: { line, was } }: AccessRow) => ({ line, was })

/** What can be done to the rules of a list. `ordered`: those that win over each other, in that order. */
export function useRowActions(
  { table, edits, path, draftVersion, discard, stage }: AccessRowsProps,
  ordered: readonly AccessRow[],
) {
  const { send, fault, pending } = useStaging()
  const act = (edit: IpmapEdit) => void send(() => stage(edit))
  const move = (row: AccessRow, to: number) => act({ op: 'move', row: refOf(row), to })
  const shift = (row: AccessRow, by: -1 | 1) => {
    const place = ordered.indexOf(row)
    // "Before the row at this place": one down means before the one after the next.
    move(row, by === -1 ? place - 1 : place + 2)
  }
  const undo = (row: AccessRow) => {
    const isGone = row.change === 'removed'
    const line = (isGone ? table.live : table.document).lines[row.row.line]
    const made = line && findEditOfLine(table.live, edits, path, line, isGone ? 'removed' : 'added')
    // Of several new rules that came by one edit only this one is taken out again.
    if (!isGone && !row.before && !made?.alone) return act({ op: 'remove', rows: [refOf(row)] })
    if (made) void send(() => discard({ version: draftVersion, edit: made.edit }))
  }
  return { act, move, shift, undo, fault, pending }
}
