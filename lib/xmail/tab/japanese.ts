/**
 * How much bytes look like Japanese text in Shift_JIS or in EUC-JP. The bytes of the one are often valid in the other,
 * and Latin-1 text often in Shift_JIS, so that validity alone would show people rubbish. Kana and punctuation speak for
 * an encoding, common kanji (JIS level 1) too, rare kanji, private characters and lone half-width kana against it.
 */

/** Half-width kana are what EUC-JP looks like in Shift_JIS; real ones come in words. */
const HALF_WIDTH_IN_WORD = 0.25
const SHORTEST_WORD = 3

/** The score of bytes as Shift_JIS; -Infinity where they cannot be. */
export function scoreShiftJis(bytes: Uint8Array): number {
  let score = 0
  let halfWidth = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0
    if (lead >= 0xa1 && lead <= 0xdf) {
      halfWidth++
      continue
    }
    score += weighHalfWidth(halfWidth)
    halfWidth = 0
    if (lead < 0x80) continue
    const trail = bytes[i + 1] ?? 0
    if (lead === 0x80 || lead === 0xa0 || lead > 0xfc) return Number.NEGATIVE_INFINITY
    if (trail < 0x40 || trail === 0x7f || trail > 0xfc) return Number.NEGATIVE_INFINITY
    score += isAccentedLetter(bytes, i) ? -1 : weighShiftJis(lead, trail)
    i++
  }
  return score + weighHalfWidth(halfWidth)
}

/** The score of bytes as EUC-JP; -Infinity where they cannot be. */
export function scoreEucJp(bytes: Uint8Array): number {
  let score = 0
  let halfWidth = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0
    const trail = bytes[i + 1] ?? 0
    if (lead === 0x8e && trail >= 0xa1 && trail <= 0xdf) {
      halfWidth++
      i++
      continue
    }
    score += weighHalfWidth(halfWidth)
    halfWidth = 0
    if (lead < 0x80) continue
    const size = lead === 0x8f ? 3 : 2
    if (lead !== 0x8f && !isEucByte(lead)) return Number.NEGATIVE_INFINITY
    for (let k = 1; k < size; k++) if (!isEucByte(bytes[i + k] ?? 0)) return Number.NEGATIVE_INFINITY
    score += size === 3 ? -1 : weighEucJp(lead)
    i += size - 1
  }
  return score + weighHalfWidth(halfWidth)
}

function weighHalfWidth(count: number): number {
  return count >= SHORTEST_WORD ? count * HALF_WIDTH_IN_WORD : -count
}

function weighShiftJis(lead: number, trail: number): number {
  if (lead === 0x81) return 1
  if (lead === 0x82 || (lead === 0x83 && trail <= 0x96)) return 2
  if (lead < 0x88) return 0
  if (lead < 0x98 || (lead === 0x98 && trail <= 0x72)) return 1
  return lead >= 0xf0 && lead <= 0xf9 ? -3 : -1
}

function weighEucJp(lead: number): number {
  if (lead === 0xa1) return 1
  if (lead >= 0xa3 && lead <= 0xa5) return 2
  if (lead < 0xb0) return 0
  return lead <= 0xcf ? 1 : -1
}

/** `réseau`, `don’t` in windows-1252: a high byte alone before a letter, which Shift_JIS would take for a kanji's. */
function isAccentedLetter(bytes: Uint8Array, i: number): boolean {
  const before = bytes[i - 1] ?? 0
  const lead = bytes[i] ?? 0
  const trail = (bytes[i + 1] ?? 0) | 0x20
  const after = bytes[i + 2] ?? 0
  return lead > 0x83 && before < 0x80 && after < 0x80 && trail >= 0x61 && trail <= 0x7a
}

function isEucByte(byte: number): boolean {
  return byte >= 0xa1 && byte <= 0xfe
}
