'use client'

import { useCallback, useMemo } from 'react'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { remember } from '@/lib/xmail/remember'
import type { Steps } from '@/lib/xmail/steps'
import { type Document, decodeText, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEditsInSteps, type Edit, findEditOfLine } from '@/lib/xmail/tables'
import { type DraftRow, mergeInFileOrder } from '@/lib/xmail/tables/draft-rows'
import { LONG_FILE_BYTES } from './reading'
import { useSteps } from './use-steps'

/** A file without secrets and one's own draft, as `readFilesPage` gives them. */
export interface ListSource {
  readonly path: string
  /** A byte string; '' where there is no file. */
  readonly text: string
  readonly edits: readonly Edit[]
  readonly draftVersion: number
}

/** Rows with what is needed to show them and to take a change of one back. */
export interface ListTable<Row> {
  /** The file, below MAIL_ROOT. */
  readonly path: string
  /** Live and drafted together, in the file's order. */
  readonly rows: readonly DraftRow<Row>[]
  readonly draftedRows: readonly Row[]
  readonly stale: Fault | null
  /** Of the draft that the rows are of: of a long file they come later than the next draft, and its edits are others. */
  readonly draftVersion: number
  /** A byte string of the file as text. */
  readonly decode: (bytes: string) => string
  /** The edit of the draft that a row comes from, or goes by; `alone`: it did nothing else. */
  readonly originOf: (row: DraftRow<Row>) => { readonly edit: number; readonly alone: boolean } | null
}

export interface PlainTable<Row> extends ListTable<Row> {
  readonly drafted: Document
}

/**
 * Reads a table in the browser with the server's own code. `read` must be the same function at each render. Null: the file is
 * long, and still being read.
 */
export function useListTable<Row extends { readonly line: number }>(
  { path, text, edits, draftVersion }: ListSource,
  read: ReadRows<Row>,
): PlainTable<Row> | null {
  const file = useMemo(() => ({ path, text }), [path, text])
  const begin = useCallback(
    () => readTable(file, { edits, draftVersion }, read),
    [file, edits, draftVersion, read],
  )
  return useSteps(path, begin, text.length > LONG_FILE_BYTES)
}

type ReadRows<Row> = (doc: Document) => Steps<readonly Row[]>
type File = Pick<ListSource, 'path' | 'text'>
type Draft = Pick<ListSource, 'edits' | 'draftVersion'>

function* readTable<Row extends { readonly line: number }>(
  file: File,
  { edits, draftVersion }: Draft,
  read: ReadRows<Row>,
): Steps<PlainTable<Row>> {
  const { path } = file
  const live = parse(file)
  yield
  const liveRows = yield* read(live)
  const { document: drafted, stale } = yield* applyEditsInSteps(live, path, edits, read)
  yield
  const draftedRows = yield* read(drafted)
  const rows = mergeInFileOrder({ live, drafted, liveRows, draftedRows })
  const originOf = ({ row, change }: DraftRow<Row>) => {
    const line = (change === 'added' ? drafted : live).lines[row.line]
    return line && change !== 'none' ? findEditOfLine(live, edits, path, line, change) : null
  }
  const decode = (bytes: string) => decodeText(drafted, bytes)
  return { path, drafted, rows, draftedRows, stale, draftVersion, originOf, decode }
}

/** Once for each file, however often the draft changes. */
const parse = remember(({ path, text }: File) => {
  const format = catalogEntry(mailRootPath(path))?.format
  if (!format) throw new Error(`${path} is not in the catalog`)
  return parseDocument(fromByteString(text), format)
})
