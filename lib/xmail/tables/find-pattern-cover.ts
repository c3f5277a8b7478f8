import { coversPattern } from './pattern-cover'
import { literalOf, type PatternPiece, readPieces } from './pattern-pieces'

/** A pattern, with the literal text that it begins and ends with, in lower case. */
interface PatternEnds {
  readonly pattern: string
  readonly head: string
  readonly tail: string
  /** Null: text and stars alone, so that it is not worth taking apart before it has to be. */
  readonly pieces: readonly PatternPiece[] | null
}

/** How many patterns that are no text, no `*text` and no `text*` are compared with every other one. */
const MAX_OTHERS = 100

/**
 * Answers which earlier pattern of a list takes in another one. Whole addresses, `*@domain` and `name@*` are looked up,
 * so that 100,000 of them take the time of a few look-ups each; of other patterns the first hundred are compared. Broken
 * patterns are to be kept out.
 */
export class PatternCoverage {
  readonly #whole = new Map<string, number>()
  readonly #byTail = new Map<string, number>()
  readonly #byHead = new Map<string, number>()
  /** How long the texts are that are looked up: a few lengths, where every end of an asked pattern could be one. */
  readonly #tails = new Set<number>()
  readonly #heads = new Set<number>()
  readonly #others: (PatternEnds & { readonly id: number })[] = []
  /** Of the last pattern: a list asks about each one and then adds it. */
  #last: { readonly asked: string; readonly ends: PatternEnds } | null = null

  /** Adds a pattern to those that cover. Of equal ones the first stays. */
  add(id: number, pattern: string): void {
    const ends = this.#endsOf(pattern)
    const { head, tail, pieces } = ends
    const stars = ends.pattern.length - head.length - tail.length
    if (pieces === null && stars <= 0) setFirst(this.#whole, head, id)
    else if (pieces === null && stars === 1 && head === '') {
      this.#tails.add(tail.length)
      setFirst(this.#byTail, tail, id)
    } else if (pieces === null && stars === 1 && tail === '') {
      this.#heads.add(head.length)
      setFirst(this.#byHead, head, id)
    } else if (this.#others.length < MAX_OTHERS) this.#others.push({ id, ...ends })
  }

  /** The id of one pattern that matches each sender that this one matches, the earliest that is found; or null. */
  find(asked: string): number | null {
    const { pattern, head, tail, pieces } = this.#endsOf(asked)
    let found = Number.POSITIVE_INFINITY
    if (head.length === (pieces ?? pattern).length) found = this.#whole.get(head) ?? found
    for (const length of this.#tails)
      if (length <= tail.length)
        found = Math.min(found, this.#byTail.get(tail.slice(tail.length - length)) ?? found)
    for (const length of this.#heads)
      if (length <= head.length) found = Math.min(found, this.#byHead.get(head.slice(0, length)) ?? found)
    for (const other of this.#others) {
      // What ends in another text cannot be taken in, so that most need no comparison.
      if (other.id > found || !tail.endsWith(other.tail) || !head.startsWith(other.head)) continue
      if (coversPattern(other.pieces ?? piecesOf(other.pattern), pieces ?? piecesOf(pattern)) === true) {
        found = other.id
        break
      }
    }
    return Number.isFinite(found) ? found : null
  }

  #endsOf(asked: string): PatternEnds {
    if (this.#last?.asked !== asked) this.#last = { asked, ends: endsOf(asked) }
    return this.#last.ends
  }
}

function setFirst(map: Map<string, number>, text: string, id: number): void {
  if (!map.has(text)) map.set(text, id)
}

function piecesOf(pattern: string): readonly PatternPiece[] {
  return readPieces(pattern) ?? []
}

function endsOf(asked: string): PatternEnds {
  const pattern = asked.toLowerCase()
  if (/[?[\\]/.test(pattern)) {
    const pieces = piecesOf(pattern)
    return { pattern, pieces, head: leading(pieces), tail: trailing(pieces) }
  }
  const first = pattern.indexOf('*')
  const head = first < 0 ? pattern : pattern.slice(0, first)
  return { pattern, pieces: null, head, tail: pattern.slice(pattern.lastIndexOf('*') + 1) }
}

function leading(pieces: readonly PatternPiece[]): string {
  const end = pieces.findIndex((piece) => literalOf(piece) === null)
  return (end < 0 ? pieces : pieces.slice(0, end)).map(literalOf).join('')
}

function trailing(pieces: readonly PatternPiece[]): string {
  const last = pieces.findLastIndex((piece) => literalOf(piece) === null)
  return pieces
    .slice(last + 1)
    .map(literalOf)
    .join('')
}
