'use client'

import { useMemo } from 'react'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit } from '@/lib/xmail/tables'
import { type DraftRow, mergeInFileOrder } from './draft-rows'

/** A file without secrets and one's own draft, as `readFilesPage` gives them. */
export interface ListSource {
  readonly path: string
  /** A byte string; '' where there is no file. */
  readonly text: string
  readonly edits: readonly Edit[]
}

export interface ListTable<Row> {
  readonly live: Document
  readonly drafted: Document
  /** Live and drafted together, in the file's order. */
  readonly rows: readonly DraftRow<Row>[]
  readonly draftedRows: readonly Row[]
  readonly stale: Fault | null
}

/** Reads a table in the browser with the server's own code. `read` must be the same function at each render. */
export function useListTable<Row extends { readonly line: number }>(
  { path, text, edits }: ListSource,
  read: (doc: Document) => readonly Row[],
): ListTable<Row> {
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
    return { live, drafted, rows, draftedRows, stale }
  }, [path, live, edits, read])
}
