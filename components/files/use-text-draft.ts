'use client'

import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { LONG_FILE_BYTES } from '@/components/table/reading'
import { useSteps } from '@/components/table/use-steps'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { type Document, encodeExactly, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit, type LineReading, readLinesInSteps } from '@/lib/xmail/tables'
import type { EditorHandle } from './code-editor'
import { makeTextEdit, type TextChange, textOf, UNCHANGED } from './make-text-edit'

export interface TextDraft {
  /** The file as it is on the server. */
  readonly live: Document
  /** What a new edit is made on: the file with one's draft, as it was when the text in the editor came from it. */
  readonly base: Document
  /** Of a long file it comes a moment after the text, as `read` and `readings` do. */
  readonly change: TextChange
  /** The text as XMail would have it, and what it makes of each line. */
  readonly read: Document
  readonly readings: readonly LineReading[]
  /** The file is long and was not read yet: nothing is known of its lines. */
  readonly isReading: boolean
  /** Set when an edit of the draft no longer fits the file. */
  readonly stale: Fault | null
  /** Tells of a new text in the editor; it is read when typing pauses. */
  readonly onText: () => void
  /** Makes the edit of what stands in the editor at this moment. */
  readonly makeEdit: () => TextChange
  /** Back to the draft. */
  readonly reset: () => void
}

const NO_READINGS: readonly LineReading[] = []

interface TextSource {
  readonly path: string
  /** The file as a byte string. */
  readonly text: string
  readonly edits: readonly Edit[]
  readonly editor: { readonly current: EditorHandle | null }
}

/** How long typing must pause: reading a long file whole takes longer than a keystroke. */
const pauseMs = (lines: number) => Math.min(2_000, 200 + lines / 50)

/**
 * The text of a file while it is edited. What the server says anew, after an edit was staged or because another changed the
 * file, comes into the editor only where nothing would be lost; until then edits are made on what the person saw, and
 * the server says whether they still fit.
 */
export function useTextDraft({ path, text, edits, editor }: TextSource): TextDraft {
  const file = mailRootPath(path)
  const live = useMemo(() => {
    const format = catalogEntry(mailRootPath(path))?.format ?? { lineLimit: 510, comments: true }
    return parseDocument(fromByteString(text), format)
  }, [path, text])
  const drafted = useMemo(() => applyEdits(live, path, edits), [live, path, edits])
  const [base, setBase] = useState(drafted.document)
  const [current, setCurrent] = useState(() => textOf(base))
  const staged = useRef<string>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const takeText = () => {
    clearTimeout(timer.current)
    const now = editor.current?.getText() ?? current
    setCurrent(now)
    return now
  }
  const show = (document: Document) => {
    const next = textOf(document)
    setBase(document)
    setCurrent(next)
    if (editor.current?.getText() !== next) editor.current?.setText(next)
  }
  const adopt = useEffectEvent((document: Document) => {
    const next = textOf(document)
    const now = editor.current?.getText()
    if (now === undefined || document === base) return
    if (now === textOf(base) || now === next) show(document)
    // What was typed since the edit was sent stays, and is a change of what was sent.
    else if (staged.current === next) setBase(document)
  })
  useEffect(() => adopt(drafted.document), [drafted])
  useEffect(() => () => clearTimeout(timer.current), [])

  const begin = useCallback(() => readText(file, base, current), [file, base, current])
  const isLong = Math.max(text.length, current.length) > LONG_FILE_BYTES
  const found = useSteps(path, begin, isLong)
  const known = found ?? { read: base, change: UNCHANGED, readings: NO_READINGS }
  return {
    live,
    base,
    ...known,
    isReading: found === null,
    stale: drafted.stale,
    onText: () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(takeText, pauseMs(known.read.lines.length))
    },
    makeEdit: () => {
      const now = takeText()
      staged.current = now
      return makeTextEdit(file, base, now)
    },
    reset: () => show(drafted.document),
  }
}

/** What there is to know of a text; a long one is read while the page goes on. */
function* readText(file: MailRootPath, base: Document, text: string) {
  const read = documentOf(base, text)
  yield
  const change = makeTextEdit(file, base, text)
  yield
  return { read, change, readings: yield* readLinesInSteps(read, file) }
}

/** A text as a Document for reading: what cannot be encoded is there as a question mark. */
function documentOf(base: Document, text: string): Document {
  if (text === textOf(base)) return base
  const bytes = text
    .split('\n')
    .map((line) => {
      const encoded = encodeExactly(base, line)
      return encoded.ok ? encoded.value : line.replace(/[^\0-\x7f]/g, '?')
    })
    .join('\n')
  return { ...parseDocument(fromByteString(bytes), base.format), encoding: base.encoding }
}
