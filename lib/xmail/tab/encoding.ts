export type TextEncoding = 'ascii' | 'utf-8' | 'shift_jis' | 'euc-jp' | 'latin1'

/** What a file's bytes look like. */
export function detectEncoding(bytes: Uint8Array): TextEncoding {
  if (bytes.every((byte) => byte < 0x80)) return 'ascii'
  return isValid(bytes, 'utf-8') ? 'utf-8' : isValid(bytes, 'shift_jis') ? 'shift_jis' : 'latin1'
}

function isValid(bytes: Uint8Array, encoding: TextEncoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
