'use client'

import { useMemo } from 'react'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, decodeText, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit, findEditOfLine } from '@/lib/xmail/tables'
import { type DraftRow, mergeInFileOrder } from '@/lib/xmail/tables/draft-rows'

/** A file without secrets and one's own draft, as `readFilesPage` gives them. */
export interface ListSource {
  readonly path: string
  /** A byte string; '' where there is no file. */
  readonly text: string
  readonly edits: readonly Edit[]
}

/** Rows with what is needed to show them and to take a change of one back. */
export interface ListTable<Row> {
  /** Live and drafted together, in the file's order. */
  readonly rows: readonly DraftRow<Row>[]
  readonly draftedRows: readonly Row[]
  readonly stale: Fault | null
  /** A byte string of the file as text. */
  readonly decode: (bytes: string) => string
  /** The edit of the draft that a row comes from, or goes by; `alone`: it did nothing else. */
  readonly originOf: (row: DraftRow<Row>) => { readonly edit: number; readonly alone: boolean } | null
}

export interface PlainTable<Row> extends ListTable<Row> {
  readonly drafted: Document
}

/** Reads a table in the browser with the server's own code. `read` must be the same function at each render. */
export function useListTable<Row extends { readonly line: number }>(
  { path, text, edits }: ListSource,
  read: (doc: Document) => readonly Row[],
): PlainTable<Row> {
  const live = useMemo(() => {
    const format = catalogEntry(mailRootPath(path))?.format
    if (!format) throw new Error(`${path} is not in the catalog`)
    return parseDocument(fromByteString(text), format)
  }, [path, text])
  return useMemo(() => {
    const { document: drafted, stale } = applyEdits(live, path, edits)
    const liveRows = read(live)
    const draftedRows = drafted === live ? liveRows : read(drafted)
    const rows = mergeInFileOrder({ live, drafted, liveRows, draftedRows })
    const originOf = ({ row, change }: DraftRow<Row>) => {
      const line = (change === 'added' ? drafted : live).lines[row.line]
      return line && change !== 'none' ? findEditOfLine(live, edits, path, line, change) : null
    }
    return { drafted, rows, draftedRows, stale, originOf, decode: (bytes) => decodeText(drafted, bytes) }
  }, [path, live, edits, read])
}
