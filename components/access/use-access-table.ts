'use client'

import { useMemo } from 'react'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type GateVerdict, gateSet, judgeGate } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit, type IpmapRow, readIpmap } from '@/lib/xmail/tables'
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

/** Reads an access list in the browser, with the same rules as the server. `present` false: there is no file. */
export function useAccessTable(
  path: string,
  text: string,
  present: boolean,
  edits: readonly Edit[],
): AccessTable {
  const live = useMemo(() => {
    const format = catalogEntry(mailRootPath(path))?.format ?? { lineLimit: 510, comments: true }
    return parseDocument(fromByteString(text), format)
  }, [path, text])
  return useMemo(() => {
    const { document, stale } = applyEdits(live, path, edits)
    const liveRows = readIpmap(live)
    const draftedRows = document === live ? liveRows : readIpmap(document)
    const rows = arrangeRows({ live, drafted: document, liveRows, draftedRows })
    const verdict = judgeGate(gateSet(present ? live : null).set)
    return { live, document, rows, draftedRows, verdict, stale }
  }, [path, live, present, edits])
}
