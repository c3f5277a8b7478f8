/**
 * Byte strings: text with one character a byte, U+0000 to U+00FF. Converted by hand, since `TextDecoder('latin1')` is
 * windows-1252 and would change the bytes 0x80 to 0x9F.
 */

/** Arguments that one call of `String.fromCharCode` surely takes. */
const STEP = 8192

/** Any bytes as a byte string of the same length. */
export function toByteString(bytes: Uint8Array): string {
  if (bytes.length <= STEP) return fromCodes(bytes)
  // ASCII is itself in UTF-8: the fast way, and what nearly all files are.
  if (isAscii(bytes)) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += STEP) parts.push(fromCodes(bytes.subarray(i, i + STEP)))
  return parts.join('')
}

export function isAscii(bytes: Uint8Array): boolean {
  let all = 0
  for (let i = 0; i < bytes.length; i++) all |= bytes[i] ?? 0
  return all < 0x80
}

/** `apply` takes any list of numbers, whatever its type says; spreading the bytes would be ten times as slow. */
function fromCodes(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}

/** The bytes of a byte string. Text with a character above U+00FF is a bug of the caller, and throws. */
export function fromByteString(text: string): Uint8Array<ArrayBuffer> {
  // The fast way, and right for ASCII alone: anything else takes more bytes than characters.
  const ascii = new TextEncoder().encode(text)
  if (ascii.length === text.length) return ascii
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
