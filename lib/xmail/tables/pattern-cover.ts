import { ALPHABET, AT, bitOf, type PatternPiece } from './pattern-pieces'

/** Which texts XMail compares with a pattern: `user@domain`, or the first hop `@host` of a path with hops. */
export type SenderShape = 'address' | 'hop'

/** More than this is not looked at: then it is not known. Patterns of people take a few dozen states. */
const MAX_STATES = 1_000
const MAX_PIECES = 200

/**
 * Whether `wider` matches each sender that `narrower` matches. Null: too involved to tell. The patterns are compared as
 * automata, over senders alone: `*@*` takes in all that `*` does.
 */
export function coversPattern(
  wider: readonly PatternPiece[],
  narrower: readonly PatternPiece[],
  shape: SenderShape = 'address',
): boolean | null {
  if (Math.max(wider.length, narrower.length) > MAX_PIECES) return null
  const alphabet = representatives([...wider, ...narrower])
  const seen = new Set<string>()
  const start: Place = { at: 0, sender: shape === 'address' ? 0 : 4, wide: closure(wider, 1n) }
  const waiting = [...reach(narrower, start)]
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const key = `${place.at} ${place.sender} ${place.wide}`
    if (seen.has(key)) continue
    seen.add(key)
    if (seen.size > MAX_STATES) return null
    const isEnd = place.at === narrower.length && place.sender === 3
    if (isEnd && (place.wide >> BigInt(wider.length)) % 2n === 0n) return false
    for (const bit of alphabet) {
      const sender = stepSender(place.sender, bit)
      const piece = narrower[place.at]
      if (sender === null || piece === undefined || (piece !== 'any' && (piece & bit) === 0n)) continue
      const at = piece === 'any' ? place.at : place.at + 1
      waiting.push(...reach(narrower, { at, sender, wide: stepWide(wider, place.wide, bit) }))
    }
  }
  return true
}

/** Whether no sender at all matches. Null: too involved to tell. */
export function matchesNobody(pieces: readonly PatternPiece[], shape: SenderShape): boolean | null {
  return coversPattern([0n], pieces, shape)
}

interface Place {
  /** In the narrower pattern. */
  readonly at: number
  /** 0: before the local part, 1: in it, 2: just behind the `@`, 3: in the domain, where it may end; 4: before the `@` of a hop. */
  readonly sender: 0 | 1 | 2 | 3 | 4
  /** Bit n: the wider pattern may be at its place n. */
  readonly wide: bigint
}

function stepSender(sender: Place['sender'], bit: bigint): Place['sender'] | null {
  if (bit === AT) return sender === 1 || sender === 4 ? 2 : null
  if (sender === 4) return null
  return sender < 2 ? 1 : 3
}

/** The same place, and those that it is as good as because `*` takes nothing. */
function* reach(pieces: readonly PatternPiece[], place: Place): Generator<Place> {
  yield place
  for (let at = place.at; pieces[at] === 'any'; at++) yield { ...place, at: at + 1 }
}

function closure(pieces: readonly PatternPiece[], places: bigint): bigint {
  let all = places
  for (const [i, piece] of pieces.entries()) {
    if (piece === 'any' && (all >> BigInt(i)) % 2n === 1n) all |= 1n << BigInt(i + 1)
  }
  return all
}

function stepWide(pieces: readonly PatternPiece[], places: bigint, bit: bigint): bigint {
  let next = 0n
  for (const [i, piece] of pieces.entries()) {
    if ((places >> BigInt(i)) % 2n === 0n) continue
    if (piece === 'any') next |= 1n << BigInt(i)
    else if ((piece & bit) !== 0n) next |= 1n << BigInt(i + 1)
  }
  return closure(pieces, next)
}

/** One character of each kind that these pieces tell apart, `@` always among them. */
function representatives(pieces: readonly PatternPiece[]): bigint[] {
  const sets = [...new Set(pieces)].filter((piece) => piece !== 'any')
  const kinds = new Map<string, bigint>()
  for (const char of ALPHABET) {
    const bit = bitOf(char)
    const kind = bit === AT ? '@' : sets.map((set) => ((set & bit) === 0n ? '0' : '1')).join('')
    if (!kinds.has(kind)) kinds.set(kind, bit)
  }
  return [...kinds.values()]
}
