import { isAscii } from './byte-string'
import { scoreEucJp, scoreShiftJis } from './japanese'

/**
 * What the comments of a file are written in. `ascii` can still become any other; `latin1` is windows-1252, as the web
 * and Windows have it, and what is taken for bytes that are nothing else.
 */
export type TextEncoding = 'ascii' | 'utf-8' | 'shift_jis' | 'euc-jp' | 'latin1'

/**
 * What a file's bytes are written in, as a whole. UTF-8 where it is valid, since hardly any other text is by chance; else
 * the more plausible of Shift_JIS (with Microsoft's additions) and EUC-JP where it is valid; else Latin-1.
 */
export function detectEncoding(bytes: Uint8Array): TextEncoding {
  if (isAscii(bytes)) return 'ascii'
  if (isValid(bytes, 'utf-8')) return 'utf-8'
  const shiftJis = scoreShiftJis(bytes)
  const eucJp = scoreEucJp(bytes)
  if (eucJp > Math.max(shiftJis, 0) && isValid(bytes, 'euc-jp')) return 'euc-jp'
  if (shiftJis > 0 && isValid(bytes, 'shift_jis')) return 'shift_jis'
  if (eucJp > 0 && isValid(bytes, 'euc-jp')) return 'euc-jp'
  return 'latin1'
}

function isValid(bytes: Uint8Array, encoding: 'utf-8' | 'shift_jis' | 'euc-jp'): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
