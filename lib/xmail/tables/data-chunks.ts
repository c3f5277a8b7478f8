import { type Document, readChunks, readTokens } from '@/lib/xmail/tab'

/** One piece of a file that XMail reads as a line of data. */
export interface DataChunk {
  /** Index of the line in the Document, from 0. */
  readonly line: number
  /** More than one chunk of a line: it is longer than XMail's buffer (semantics.md 1.1). */
  readonly split: boolean
  readonly tokens: readonly string[]
}

/** What XMail reads from a file, in its order: blanks and comments left out, over-long lines in their pieces. */
export function* dataChunks(doc: Document): Generator<DataChunk> {
  let line = -1
  for (const source of doc.lines) {
    line++
    if (source.kind === 'blank' || source.kind === 'comment') continue
    if (source.kind === 'data' && !source.content.includes('\0')) {
      yield { line, split: false, tokens: readTokens(source.content) }
      continue
    }
    for (const chunk of readChunks(source, doc.format)) {
      if (chunk.kind === 'data') yield { line, split: source.kind === 'split', tokens: chunk.tokens }
    }
  }
}
