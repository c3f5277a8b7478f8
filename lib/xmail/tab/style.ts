import type { LineEnd, Quoting, TabFormat } from './line'

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22
const HASH = 0x23

/**
 * How a file is written for the most part, in one pass over its bytes. Where nothing speaks for either (an empty file, a
 * draw), it is LF and quoted, as XMail itself writes. Comments have no say in the quoting.
 */
export function surveyStyle(bytes: Uint8Array, format: TabFormat): { lineEnd: LineEnd; quoting: Quoting } {
  let crlf = 0
  let lf = 0
  let quoted = 0
  let bare = 0
  let before = LF
  let inComment = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte === LF) {
      if (before === CR) crlf++
      else lf++
    } else if (before === LF || before === TAB) {
      if (before === LF) inComment = byte === HASH && format.comments
      if (!inComment && byte !== TAB && byte !== CR) {
        if (byte === QUOTE) quoted++
        else bare++
      }
    }
    before = byte
  }
  return { lineEnd: crlf > lf ? '\r\n' : '\n', quoting: bare > quoted ? 'bare' : 'quoted' }
}
