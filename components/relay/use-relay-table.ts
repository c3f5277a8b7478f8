'use client'

import { useMemo } from 'react'
import { useListTable } from '@/components/table/use-list-table'
import type { Fault } from '@/lib/errors'
import { describeReach, relaySet } from '@/lib/xmail/effects'
import { type Edit, type RelayRow, readRelay } from '@/lib/xmail/tables'
import { type ShownRelayRow, showRelayRows } from './show-relay-rows'

export interface RelayTable {
  readonly rows: readonly ShownRelayRow[]
  /** With the draft: what a new network is checked against. */
  readonly draftedRows: readonly RelayRow[]
  /** Who relays now, without the draft. */
  readonly reach: ReturnType<typeof describeReach>
  /** Set when an edit of the draft no longer fits the file. */
  readonly stale: Fault | null
}

/** Reads the file in the browser, with the same rules as the server: no round trip for a row, a filter or a check. */
export function useRelayTable(text: string, edits: readonly Edit[], today: string): RelayTable {
  const table = useListTable({ path: 'smtprelay.tab', text, edits }, readRelay)
  return useMemo(() => {
    const reach = describeReach(relaySet(table.live).set)
    const { draftedRows, stale } = table
    return { rows: showRelayRows(table, today), draftedRows, reach, stale }
  }, [table, today])
}
