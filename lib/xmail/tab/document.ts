import { fromByteString, toByteString } from './byte-string'
import { detectEncoding, type TextEncoding } from './encoding'
import { type Line, type LineEnd, makeLine, type Quoting, type TabFormat } from './line'
import { surveyStyle } from './style'

/**
 * A TAB file that owns every one of its bytes. Immutable; an edit gives a new Document that shares the lines that it
 * left alone. All text in it is byte strings.
 */
export interface Document {
  readonly format: TabFormat
  readonly lines: readonly Line[]
  /** Of the whole file. XMail knows no charset: this is for people, and for what they add. */
  readonly encoding: TextEncoding
  /** The more frequent line end, in which new lines are written. */
  readonly lineEnd: LineEnd
  /** How most fields are written, and new lines too. */
  readonly quoting: Quoting
}

/** Reads any bytes. Nothing is refused and nothing is lost: `printDocument` gives the same bytes. */
export function parseDocument(bytes: Uint8Array, format: TabFormat): Document {
  if (!(format.lineLimit > 0)) throw new RangeError(`line limit ${format.lineLimit}`)
  const text = toByteString(bytes)
  const lines: Line[] = []
  for (let start = 0; start < text.length; ) {
    const lf = text.indexOf('\n', start)
    const end = lf < 0 ? text.length : lf + 1
    lines.push(makeLine(text.slice(start, end), format))
    start = end
  }
  return { format, lines, encoding: detectEncoding(bytes), ...surveyStyle(bytes, format) }
}

/** The bytes of a Document, as they are in the file. */
export function printDocument(doc: Document): Uint8Array<ArrayBuffer> {
  return fromByteString(doc.lines.map((line) => line.raw).join(''))
}
