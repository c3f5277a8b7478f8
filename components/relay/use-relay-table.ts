'use client'

import { useMemo } from 'react'
import { type DraftRow, mergeInFileOrder } from '@/components/table/draft-rows'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { describeReach, relaySet } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit, type RelayRow, readRelay } from '@/lib/xmail/tables'

export interface RelayTable {
  readonly document: Document
  readonly rows: readonly DraftRow<RelayRow>[]
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
export function useRelayTable(text: string, edits: readonly Edit[]): RelayTable {
  const live = useMemo(() => parseDocument(fromByteString(text), FORMAT), [text])
  return useMemo(() => {
    const { document, stale } = applyEdits(live, PATH, edits)
    const reach = describeReach(relaySet(live).set)
    const liveRows = readRelay(live)
    const draftedRows = document === live ? liveRows : readRelay(document)
    const rows = mergeInFileOrder({ live, drafted: document, liveRows, draftedRows })
    return { document, rows, draftedRows, reach, stale }
  }, [live, edits])
}
