import { err, ok, type Result } from '@/lib/errors'
import { stuffLine } from './dots'
import { DATA_LINE_BYTES, END_OF_DATA } from './limits'

/**
 * A file's bytes as the body of an upload: CR LF lines, dot-stuffed, ended by `.`; a byte string. The server stores LF
 * line ends and a final one, so CR LF and a missing final line end are accepted and will not come back.
 *
 * Errors: EMPTY_BODY_REFUSED (the server would delete the file), BYTES_NOT_FOR_CTRL {line} (NUL cuts the line, and a CR
 * next to the line's end is dropped), LINE_TOO_LONG_FOR_CTRL {line, limit} (the server would commit a part and run the
 * rest as commands: semantics.md 0.2). Lines count from 1.
 */
export function encodeData(bytes: Uint8Array): Result<string> {
  if (bytes.length === 0) return err('EMPTY_BODY_REFUSED')
  const out: string[] = []
  let start = 0
  while (start < bytes.length) {
    const lineFeed = bytes.indexOf(0x0a, start)
    const end = lineFeed === -1 ? bytes.length : lineFeed
    const line = encodeDataLine(bytes.subarray(start, end), lineFeed !== -1, out.length + 1)
    if (!line.ok) return line
    out.push(line.value)
    start = end + 1
  }
  out.push(END_OF_DATA, '')
  return ok(out.join('\r\n'))
}

function encodeDataLine(bytes: Uint8Array, ended: boolean, line: number): Result<string> {
  const hasCrLf = ended && bytes.at(-1) === 0x0d
  const content = hasCrLf ? bytes.subarray(0, -1) : bytes
  // Measured before it becomes text: a body of one huge line must not be copied first.
  const stuffing = content[0] === 0x2e ? 1 : 0
  if (content.length + stuffing > DATA_LINE_BYTES) {
    return err('LINE_TOO_LONG_FOR_CTRL', { line, limit: DATA_LINE_BYTES })
  }
  if (content.includes(0) || content.at(-1) === 0x0d) return err('BYTES_NOT_FOR_CTRL', { line })
  return ok(stuffLine(String.fromCharCode(...content)))
}
