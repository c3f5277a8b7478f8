'use client'

import { useCallback, useMemo } from 'react'
import { LONG_FILE_BYTES } from '@/components/table/reading'
import { useSteps } from '@/components/table/use-steps'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type GateVerdict, gateSet, judgeGate } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import { remember, rememberSteps } from '@/lib/xmail/remember'
import type { Steps } from '@/lib/xmail/steps'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEditsInSteps, type Edit, type IpmapRow, readIpmapInSteps } from '@/lib/xmail/tables'
import { type AccessRow, arrangeRows } from './arrange-rows'

export interface AccessTable {
  readonly live: Document
  readonly document: Document
  /** Live and drafted together, in winning order. */
  readonly rows: readonly AccessRow[]
  /** With the draft, in winning order. */
  readonly draftedRows: readonly IpmapRow[]
  /** Who may connect now, without the draft. */
  readonly verdict: GateVerdict
  readonly stale: Fault | null
}

/**
 * Reads an access list in the browser, with the same rules as the server. `present` false: there is no file. Null: it is long,
 * and still being read.
 */
export function useAccessTable(
  path: string,
  text: string,
  present: boolean,
  edits: readonly Edit[],
): AccessTable | null {
  const source = useMemo(() => ({ path, text }), [path, text])
  const begin = useCallback(() => readTable(source, present, edits), [source, present, edits])
  return useSteps(path, begin, text.length > LONG_FILE_BYTES)
}

function* readTable(source: Source, present: boolean, edits: readonly Edit[]): Steps<AccessTable> {
  const live = parse(source)
  yield
  const liveRows = yield* readIpmapInSteps(live)
  yield
  const { document, stale } = yield* applyEditsInSteps(live, source.path, edits, readIpmapInSteps)
  yield
  const draftedRows = yield* readIpmapInSteps(document)
  yield
  const rows = arrangeRows({ live, drafted: document, liveRows, draftedRows })
  yield
  const verdict = present ? yield* verdicts.inSteps(live) : EVERYBODY
  return { live, document, rows, draftedRows, verdict, stale }
}

interface Source {
  readonly path: string
  readonly text: string
}

/** Once for each file, however often the draft changes. */
const parse = remember(({ path, text }: Source) => {
  const format = catalogEntry(mailRootPath(path))?.format ?? { lineLimit: 510, comments: true }
  return parseDocument(fromByteString(text), format)
})

const verdicts = rememberSteps(function* (live: Document): Steps<GateVerdict> {
  const { set } = gateSet(live)
  yield
  return judgeGate(set)
})
const EVERYBODY = judgeGate(gateSet(null).set)
