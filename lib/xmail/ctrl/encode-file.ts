import { stuffLine } from './dots'
import { FILE_LINE_BYTES } from './limits'

/**
 * A file (byte string) as the lines in which XMail sends it (semantics.md 8.3): cut where a line is longer than its
 * buffer, line ends taken off, a NUL hides the rest of its piece. `decodeFileLines` is what a client makes of them.
 */
export function encodeFileLines(text: string): string[] {
  const lines: string[] = []
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start)
    const end = lineFeed === -1 ? text.length : lineFeed + 1
    const cut = Math.min(end, start + FILE_LINE_BYTES)
    lines.push(stuffLine(readPiece(text.slice(start, cut))))
    start = cut
  }
  return lines
}

function readPiece(piece: string): string {
  const nul = piece.indexOf('\0')
  return (nul === -1 ? piece : piece.slice(0, nul)).replace(/[\r\n]+$/, '')
}
