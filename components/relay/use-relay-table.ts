'use client'

import { useMemo } from 'react'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { describeReach, relaySet } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit, type RelayRow, readRelay } from '@/lib/xmail/tables'
import { mergeInFileOrder } from '@/lib/xmail/tables/draft-rows'
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

const PATH = 'smtprelay.tab'
const FORMAT = catalogEntry(mailRootPath(PATH))?.format ?? { lineLimit: 510, comments: true }

/** Reads the file in the browser, with the same rules as the server: no round trip for a row, a filter or a check. */
export function useRelayTable(text: string, edits: readonly Edit[], today: string): RelayTable {
  const live = useMemo(() => parseDocument(fromByteString(text), FORMAT), [text])
  return useMemo(() => {
    const { document: drafted, stale } = applyEdits(live, PATH, edits)
    const liveRows = readRelay(live)
    const draftedRows = drafted === live ? liveRows : readRelay(drafted)
    const table = { live, drafted, liveRows, draftedRows }
    const rows = showRelayRows({ ...table, rows: mergeInFileOrder(table) }, today)
    return { rows, draftedRows, reach: describeReach(relaySet(live).set), stale }
  }, [live, edits, today])
}
