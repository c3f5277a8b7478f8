const OCTET = '(0|[1-9]\\d{0,2})'
const DOTTED_QUAD = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}$`)

/** Four decimal octets without leading zeros, as 0 to 2^32-1; null for anything else. */
export function readDottedQuad(text: string): number | null {
  const match = DOTTED_QUAD.exec(text)
  if (!match) return null
  const [a, b, c, d] = [Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4])]
  if (a > 255 || b > 255 || c > 255 || d > 255) return null
  // Not `a << 24`: the result of a shift is signed.
  return a * 0x1000000 + b * 0x10000 + c * 0x100 + d
}

export function formatDottedQuad(bits: number): string {
  return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`
}
