'use client'

import { useMemo } from 'react'
import { compareRows, type DraftRow } from '@/components/table/draft-rows'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type GateVerdict, gateSet, judgeGate } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit, type IpmapRow, readIpmap } from '@/lib/xmail/tables'

export interface AccessTable {
  readonly document: Document
  readonly rows: readonly DraftRow<IpmapRow>[]
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
    const rows = mergeInWinningOrder(compareRows({ live, drafted: document, liveRows, draftedRows }))
    const verdict = judgeGate(gateSet(present ? live : null).set)
    return { document, rows, draftedRows, verdict, stale }
  }, [path, live, present, edits])
}

/** Rows that win first come first; a removed one stands where it had won; what XMail ignores is last. */
function mergeInWinningOrder({
  present,
  removed,
}: ReturnType<typeof compareRows<IpmapRow>>): DraftRow<IpmapRow>[] {
  const out = [...present]
  for (const gone of removed) {
    const place = out.findIndex(
      ({ row }) => row.state === 'dead' || (gone.row.state === 'live' && wins(gone.row, row)),
    )
    out.splice(place < 0 ? out.length : place, 0, gone)
  }
  return out
}

function wins(a: IpmapRow, b: IpmapRow): boolean {
  return (a.precedence ?? 0) > (b.precedence ?? 0) || (a.precedence === b.precedence && a.line > b.line)
}
