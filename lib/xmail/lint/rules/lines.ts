import { catalogEntry } from '@/lib/xmail/catalog'
import type { MailRootPath } from '@/lib/xmail/path'
import { type Document, type Line, readChunks } from '@/lib/xmail/tab'
import { explainTextRefusal } from '@/lib/xmail/tables'
import type { MailRoot } from '../mail-root'
import type { Rule, Trouble } from '../rule'

const BYTE_ORDER_MARK = '\xef\xbb\xbf'
/** A text edit carries its lines, and no more of them than this. */
const MAX_LINE_CHARACTERS = 100_000

/** Lines that XMail does not read as they stand, in any file of TAB lines (semantics.md 1.1). */
export const LINE_RULES: readonly Rule[] = [
  {
    id: 'comment-leaks',
    severity: 'danger',
    evidence: '1.1',
    find: (root) => findLines(root, (line, doc) => line.kind === 'split' && leaks(line, doc), foldComment),
  },
  {
    id: 'line-too-long',
    severity: 'warning',
    evidence: '1.1, 1.4',
    find: (root) => findLines(root, (line, doc) => line.kind === 'split' && !isComment(line, doc)),
  },
  {
    id: 'line-has-nul',
    severity: 'warning',
    evidence: '1.1',
    find: (root) => findLines(root, ({ content }) => content.includes('\0')),
  },
  {
    id: 'byte-order-mark',
    severity: 'warning',
    evidence: '1.1',
    find: (root) =>
      findLines(root, ({ content }, _, at) => at === 0 && content.startsWith(BYTE_ORDER_MARK), dropMark),
  },
]

interface Place {
  readonly path: MailRootPath
  readonly doc: Document
  readonly line: Line
  readonly at: number
}

function* findLines(
  root: MailRoot,
  isMeant: (line: Line, doc: Document, at: number) => boolean,
  mended: (place: Place) => readonly string[] | null = () => null,
): Generator<Trouble> {
  for (const path of root.paths) {
    const doc = root.file(path)
    if (!doc || catalogEntry(path)?.kind !== 'tab') continue
    for (const [at, line] of doc.lines.entries()) {
      if (!isMeant(line, doc, at)) continue
      const details = { limit: doc.format.lineLimit, bytes: line.content.length }
      yield { path, line: at, details, fix: textEdit({ path, doc, line, at }, mended) }
    }
  }
}

function isComment({ content }: Line, { format }: Document): boolean {
  return format.comments && content.startsWith('#')
}

/** A comment, of which XMail takes the tail for lines of its own. */
function leaks(line: Line, doc: Document): boolean {
  return isComment(line, doc) && readChunks(line, doc.format).some(({ kind }) => kind === 'data')
}

function textEdit(place: Place, mended: (place: Place) => readonly string[] | null): Trouble['fix'] {
  const { path, doc, line, at } = place
  const [before, after] = [doc.lines[at - 1]?.raw ?? null, doc.lines[at + 1]?.raw ?? null]
  const isShort = [before, line.raw, after].every((raw) => (raw?.length ?? 0) <= MAX_LINE_CHARACTERS)
  const now = isShort && explainTextRefusal(path) === null ? mended(place) : null
  if (!now) return null
  return { table: 'text', path, op: 'change', hunks: [{ at, was: [line.raw], now: [...now], before, after }] }
}

/** The comment in lines that XMail reads whole. Cut between bytes: not where a character is made of several. */
function foldComment({ doc, line }: Place): readonly string[] | null {
  if (/[\0\r]/.test(line.content)) return null
  const room = doc.format.lineLimit - '# '.length
  const pieces: string[] = []
  for (let rest = line.content.slice(1); rest !== ''; ) {
    const cut = rest.length <= room ? rest.length : cutBefore(doc, rest, room)
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  return pieces.map((piece, i) => `#${i === 0 ? '' : ' '}${piece}${doc.lineEnd}`)
}

/** UTF-8 is cut between characters; in the other encodings at the last blank or TAB, or not at all. */
function cutBefore({ encoding }: Document, text: string, room: number): number {
  if (encoding === 'utf-8') {
    let cut = room
    while (cut > 1 && /[\x80-\xbf]/.test(text[cut] ?? '')) cut--
    return cut
  }
  const blank = Math.max(text.lastIndexOf(' ', room - 1), text.lastIndexOf('\t', room - 1))
  return blank > 0 ? blank : room
}

function dropMark({ line }: Place): readonly string[] | null {
  const raw = line.raw.slice(BYTE_ORDER_MARK.length)
  return raw === '' ? null : [raw]
}
