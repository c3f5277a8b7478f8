/**
 * What windows-1252 has at 0x80 to 0x9F; its five holes are the C1 controls, as the web has them. Written out, since
 * runtimes differ: the TextDecoder of Node 20 gives the controls for all 32.
 */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

const BYTES: ReadonlyMap<string, string> = new Map(
  Array.from(HIGH, (character, i) => [character, String.fromCharCode(0x80 + i)]),
)

/** A byte string as text. */
export function decodeWindows1252(bytes: string): string {
  return bytes.replace(/[\x80-\x9f]/g, (byte) => HIGH.charAt(byte.charCodeAt(0) - 0x80))
}

/** The byte of a character, or undefined. */
export function encodeWindows1252(character: string): string | undefined {
  const isSame = character < '\x80' || (character >= '\xa0' && character <= '\xff')
  return isSame ? character : BYTES.get(character)
}
