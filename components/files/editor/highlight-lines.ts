import { type Range, RangeSet } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import { type Document, encodeExactly } from '@/lib/xmail/tab'

/** What of a file decides how its text is shown. */
export type TextForm = Pick<Document, 'format' | 'encoding'>

const mark = (name: string) => Decoration.mark({ class: name })
const MARKS = {
  comment: mark('cm-x-comment'),
  first: mark('cm-x-first'),
  quote: mark('cm-x-quote'),
  lost: mark('cm-x-lost'),
  tab: mark('cm-x-tab'),
  blanks: mark('cm-x-blanks'),
  over: mark('cm-x-over'),
} as const

/** A part of a line, from and to a place in its text, and what it is shown as. */
export interface LinePart {
  readonly from: number
  readonly to: number
  readonly look: keyof typeof MARKS
}

/**
 * The parts of a line that look otherwise: comments, TABs, quotes, the first field, what stands behind a closing quote and is
 * lost (semantics.md 1.2), blanks at the ends of fields, and what lies beyond the limit of XMail's reader (1.1).
 */
export function splitLine(text: string, form: TextForm): LinePart[] {
  const limit = lengthWithin(text, form)
  const over: LinePart[] = limit < text.length ? [{ from: limit, to: text.length, look: 'over' }] : []
  const isComment = form.format.comments && text.startsWith('#')
  const parts: LinePart[] = isComment ? [{ from: 0, to: text.length, look: 'comment' }] : []
  let isFirst = true
  for (const { 0: piece, index } of text.matchAll(/\t|[^\t]+/g)) {
    if (piece === '\t') parts.push({ from: index, to: index + 1, look: 'tab' })
    else if (!isComment) {
      parts.push(...splitField(piece, index, isFirst))
      isFirst = false
    }
  }
  return [...parts, ...over]
}

/** A quoted field up to its closing quote: `\"` is the only escape. */
const QUOTED = /^"((?:\\"|[^"])*)("?)/

function splitField(piece: string, from: number, isFirst: boolean): LinePart[] {
  const part = (start: number, end: number, look: LinePart['look']): LinePart[] =>
    end > start ? [{ from: from + start, to: from + end, look }] : []
  const quoted = QUOTED.exec(piece)
  if (!quoted) {
    const [before = ''] = /^ */.exec(piece) ?? []
    const [after = ''] = before.length < piece.length ? (/ *$/.exec(piece) ?? []) : []
    const end = piece.length - after.length
    return [
      ...part(0, before.length, 'blanks'),
      ...(isFirst ? part(before.length, end, 'first') : []),
      ...part(end, piece.length, 'blanks'),
    ]
  }
  const [whole, value = '', close = ''] = quoted
  return [
    ...part(0, 1, 'quote'),
    ...(isFirst ? part(1, 1 + value.length, 'first') : []),
    ...part(1 + value.length, 1 + value.length + close.length, 'quote'),
    ...part(whole.length, piece.length, 'lost'),
  ]
}

/** How many characters of a line XMail's reader takes at once. */
function lengthWithin(text: string, form: TextForm): number {
  const { lineLimit } = form.format
  // A character has at least one byte in every encoding, and at most four.
  if (text.length * 4 <= lineLimit) return text.length
  if (!/[^\0-\x7f]/.test(text)) return Math.min(text.length, lineLimit)
  let bytes = 0
  let length = 0
  for (const character of text) {
    const encoded = encodeExactly(form, character)
    bytes += encoded.ok ? encoded.value.length : 1
    if (bytes > lineLimit) return length
    length += character.length
  }
  return length
}

/** Decorates the lines in sight. */
export function highlightLines(form: TextForm) {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = decorate(view, form)
      }
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view, form)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  )
}

function decorate(view: EditorView, form: TextForm): DecorationSet {
  const ranges: Range<Decoration>[] = []
  let done = -1
  for (const { from, to } of view.visibleRanges) {
    for (let at = Math.max(from, done); at <= to; ) {
      const line = view.state.doc.lineAt(at)
      for (const part of splitLine(line.text, form))
        ranges.push(MARKS[part.look].range(line.from + part.from, line.from + part.to))
      at = line.to + 1
      done = at
    }
  }
  return RangeSet.of(ranges, true)
}
