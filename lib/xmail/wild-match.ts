/** What one place of a pattern takes: `any` is `*`, else a test of one character. */
type Piece = 'any' | ((char: string) => boolean)

/**
 * XMail's own wildcards (semantics.md 1.5): `?`, `*`, `[set]` with ranges and a leading `^`, `\c` for a literal c; the
 * whole text must match. A broken pattern (open `[`, lone `\` at the end) matches nothing.
 */
export function wildMatch(text: string, pattern: string): boolean {
  const pieces = readPattern(pattern)
  return pieces !== null && matchPieces(text, pieces)
}

/** The same without regard to ASCII case. */
export function wildMatchIgnoringCase(text: string, pattern: string): boolean {
  return wildMatch(lowerAscii(text), lowerAscii(pattern))
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (char) => char.toLowerCase())
}

function matchPieces(text: string, pieces: readonly Piece[]): boolean {
  let at = 0
  let place = 0
  // Where to go on when a guess fails: only the last `*` matters, so a hostile pattern cannot make this exponential.
  let star = -1
  let starAt = 0
  while (at < text.length) {
    const piece = pieces[place]
    if (piece === 'any') {
      star = place++
      starAt = at
    } else if (piece?.(text.charAt(at))) {
      at++
      place++
    } else if (star !== -1) {
      place = star + 1
      at = ++starAt
    } else {
      return false
    }
  }
  while (pieces[place] === 'any') place++
  return place === pieces.length
}

function readPattern(pattern: string): Piece[] | null {
  const pieces: Piece[] = []
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i)
    if (char === '*') pieces.push('any')
    else if (char === '?') pieces.push(() => true)
    else if (char === '[') {
      const set = readSet(pattern, i + 1)
      if (!set) return null
      pieces.push(set.test)
      i = set.end
    } else {
      if (char === '\\') i++
      if (i >= pattern.length) return null
      pieces.push(isChar(pattern.charAt(i)))
    }
  }
  return pieces
}

function isChar(wanted: string): (char: string) => boolean {
  return (char) => char === wanted
}

/** A set from just after its `[` to its `]`; `end` is the place of the `]`. Null: there is none. */
function readSet(pattern: string, start: number): { test: (char: string) => boolean; end: number } | null {
  const negated = pattern.charAt(start) === '^'
  const ranges: { low: string; high: string }[] = []
  for (let i = negated ? start + 1 : start; i < pattern.length; i++) {
    if (pattern.charAt(i) === ']') {
      const holds = (char: string) => ranges.some(({ low, high }) => low <= char && char <= high)
      return { test: (char) => holds(char) !== negated, end: i }
    }
    if (pattern.charAt(i) === '\\') i++
    const low = pattern.charAt(i)
    if (pattern.charAt(i + 1) === '-' && i + 2 < pattern.length) {
      i += pattern.charAt(i + 2) === '\\' ? 3 : 2
      ranges.push({ low, high: pattern.charAt(i) })
    } else {
      ranges.push({ low, high: low })
    }
  }
  return null
}
