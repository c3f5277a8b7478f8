'use client'

import { useStaging } from '@/components/table/use-staging'
import type { RelayRow } from '@/lib/xmail/tables'
import type { DraftProps } from './draft-props'
import { findLastEdit } from './find-last-edit'
import type { RelayRowActions } from './relay-row-view'
import { type OpenForm, RELAY } from './row-form'
import type { ShownRelayRow } from './show-relay-rows'

/** What the buttons of a row do. */
export function useRelayActions(
  { edits, draftVersion, stage, discard }: DraftProps,
  onOpen: (form: OpenForm) => void,
) {
  const { send, fault, pending } = useStaging()
  const actionsOf = ({ row, key }: ShownRelayRow): RelayRowActions => {
    const rows = [{ line: row.line, was: row.was }]
    return {
      remove: () => send(() => stage({ ...RELAY, op: 'remove', rows })),
      switchOff: () => send(() => stage({ ...RELAY, op: 'disable', rows })),
      switchOn: () =>
        asksBeforeOn(row)
          ? onOpen({ key, kind: 'switch-on' })
          : send(() => stage({ ...RELAY, op: 'enable', rows, confirmed: [] })),
      edit: () => onOpen({ key, kind: 'change' }),
      undo() {
        const place = findLastEdit(edits, row)
        if (place) send(() => discard({ version: draftVersion, ...place }))
      },
    }
  }
  return { actionsOf, fault, pending }
}

function asksBeforeOn({ marks }: RelayRow): boolean {
  return marks.some((mark) => mark === 'wide' || mark === 'matches-everything' || mark === 'netmask-holes')
}
