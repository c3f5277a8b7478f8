/** What one place of a pattern takes: any run of characters, or one of a set (bit n: character n, lower case). */
export type PatternPiece = 'any' | bigint

/** What an address is made of, in lower case: printable ASCII. A command with other bytes ends the session. */
const FIRST = 0x21
const LAST = 0x7e

const BITS = Array.from({ length: 256 }, (_, code) => 1n << BigInt(code))
export const AT = bitOf('@')
export const ALPHABET: readonly string[] = Array.from({ length: LAST - FIRST + 1 }, (_, i) =>
  String.fromCharCode(FIRST + i),
).filter((char) => !/[A-Z]/.test(char))
const EVERY = ALPHABET.reduce((set, char) => set | bitOf(char), 0n)

export function bitOf(char: string): bigint {
  // No character above a byte is in an address.
  return BITS[char.charCodeAt(0)] ?? 0n
}

/**
 * The pieces of a pattern of XMail (semantics.md 1.5), without regard to case, as far as characters of addresses go: a
 * piece that takes none of them is the empty set. Null: broken, so that it matches nothing. `wildMatchIgnoringCase`
 * answers for one text; this is for comparing patterns.
 */
export function readPieces(pattern: string): PatternPiece[] | null {
  const text = pattern.replace(/[A-Z]/g, (char) => char.toLowerCase())
  const pieces: PatternPiece[] = []
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (char === '*') pieces.push('any')
    else if (char === '?') pieces.push(EVERY)
    else if (char === '[') {
      const set = readSet(text, i + 1)
      if (!set) return null
      pieces.push(set.members & EVERY)
      i = set.end
    } else {
      if (char === '\\') i++
      if (i >= text.length) return null
      pieces.push(bitOf(text.charAt(i)) & EVERY)
    }
  }
  return pieces
}

function readSet(text: string, start: number): { members: bigint; end: number } | null {
  const negated = text.charAt(start) === '^'
  let members = 0n
  for (let i = negated ? start + 1 : start; i < text.length; i++) {
    if (text.charAt(i) === ']') return { members: negated ? EVERY & ~members : members, end: i }
    if (text.charAt(i) === '\\') i++
    const low = text.charAt(i)
    let high = low
    if (text.charAt(i + 1) === '-' && i + 2 < text.length) {
      i += text.charAt(i + 2) === '\\' ? 3 : 2
      high = text.charAt(i)
    }
    for (let code = low.charCodeAt(0); code <= Math.min(high.charCodeAt(0), LAST); code++)
      members |= 1n << BigInt(code)
  }
  return null
}

/** The text that a piece stands for, null where it takes more than one. */
export function literalOf(piece: PatternPiece | undefined): string | null {
  if (piece === undefined || piece === 'any' || piece === 0n || (piece & (piece - 1n)) !== 0n) return null
  return String.fromCharCode(piece.toString(2).length - 1)
}
