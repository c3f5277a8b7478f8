'use client'

import { useCallback, useMemo } from 'react'
import { LONG_FILE_BYTES } from '@/components/table/reading'
import { useSteps } from '@/components/table/use-steps'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { describeReach, type Reach, relaySet } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import { remember, rememberSteps } from '@/lib/xmail/remember'
import type { Steps } from '@/lib/xmail/steps'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEditsInSteps, type Edit, type RelayRow, readRelayInSteps } from '@/lib/xmail/tables'
import { mergeInFileOrder } from '@/lib/xmail/tables/draft-rows'
import { type ShownRelayRow, showRelayRows } from './show-relay-rows'

export interface RelayTable {
  readonly rows: readonly ShownRelayRow[]
  /** With the draft: what a new network is checked against. */
  readonly draftedRows: readonly RelayRow[]
  /** Who relays now, without the draft. */
  readonly reach: Reach
  /** Set when an edit of the draft no longer fits the file. */
  readonly stale: Fault | null
}

const PATH = 'smtprelay.tab'
const FORMAT = catalogEntry(mailRootPath(PATH))?.format ?? { lineLimit: 510, comments: true }

/**
 * Reads the file in the browser, with the same rules as the server: no round trip for a row, a filter or a check. Null: it is
 * long, and still being read.
 */
export function useRelayTable(text: string, edits: readonly Edit[], today: string): RelayTable | null {
  const source = useMemo(() => ({ text }), [text])
  const begin = useCallback(() => readTable(source, edits, today), [source, edits, today])
  return useSteps(PATH, begin, text.length > LONG_FILE_BYTES)
}

function* readTable(source: Source, edits: readonly Edit[], today: string): Steps<RelayTable> {
  const live = parse(source)
  yield
  const liveRows = yield* readRelayInSteps(live)
  const { document: drafted, stale } = yield* applyEditsInSteps(live, PATH, edits, readRelayInSteps)
  yield
  const draftedRows = yield* readRelayInSteps(drafted)
  const table = { live, drafted, liveRows, draftedRows }
  const merged = mergeInFileOrder(table)
  yield
  const rows = showRelayRows({ ...table, rows: merged }, today)
  yield
  return { rows, draftedRows, reach: yield* reaches.inSteps(live), stale }
}

interface Source {
  readonly text: string
}

/** Once for each file, however often the draft changes. */
const parse = remember(({ text }: Source) => parseDocument(fromByteString(text), FORMAT))
const reaches = rememberSteps(function* (live: Document): Steps<Reach> {
  const { set } = relaySet(live)
  yield
  return describeReach(set)
})
