/**
 * Byte strings: text with one character a byte, U+0000 to U+00FF. Converted by hand, since `TextDecoder('latin1')` is
 * windows-1252 and would change the bytes 0x80 to 0x9F.
 */

/** Arguments that one call of `String.fromCharCode` surely takes. */
const STEP = 8192

/** Any bytes as a byte string of the same length. */
export function toByteString(bytes: Uint8Array): string {
  if (bytes.length <= STEP) return String.fromCharCode(...bytes)
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += STEP) {
    parts.push(String.fromCharCode(...bytes.subarray(i, i + STEP)))
  }
  return parts.join('')
}

/** The bytes of a byte string. Text with a character above U+00FF is a bug of the caller, and throws. */
export function fromByteString(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  let all = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    all |= code
    bytes[i] = code
  }
  if (all > 0xff) throw new RangeError('not a byte string: encode the text first (encodeText)')
  return bytes
}
