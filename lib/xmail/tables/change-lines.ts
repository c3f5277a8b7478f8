import { type Document, fromByteString } from '@/lib/xmail/tab'
import { detectEncoding } from '@/lib/xmail/tab/encoding'
import { makeLine } from '@/lib/xmail/tab/line'

/** Gives lines new contents, by their index. Each keeps its own line end. The contents are known to be writable. */
export function replaceContents(doc: Document, contents: ReadonlyMap<number, string>): Document {
  const lines = doc.lines.map((line, i) => {
    const content = contents.get(i)
    return content === undefined ? line : makeLine(content + line.raw.slice(line.content.length), doc.format)
  })
  const added = [...contents.values()].join('\n')
  return {
    ...doc,
    lines,
    encoding: doc.encoding === 'ascii' ? detectEncoding(fromByteString(added)) : doc.encoding,
  }
}

/**
 * Moves `count` lines so that they come before the line that is now at `to` (the end of the file: its number of lines).
 * Only the last line of a file can be without a line end, so one that was gets one where it moves up.
 */
export function moveLines(doc: Document, from: number, count: number, to: number): Document {
  const moved = doc.lines.slice(from, from + count)
  const before = doc.lines.slice(0, to).filter((_, i) => i < from || i >= from + count)
  const after = doc.lines.slice(to).filter((_, i) => i + to < from || i + to >= from + count)
  const lines = [...before, ...moved, ...after]
  return {
    ...doc,
    lines: lines.map((line, i) =>
      i === lines.length - 1 || line.raw.endsWith('\n') ? line : makeLine(line.raw + doc.lineEnd, doc.format),
    ),
  }
}
