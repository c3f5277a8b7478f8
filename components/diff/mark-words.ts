import { diffArrays } from 'diff'

/** A stretch of a line, and whether the other side has something else in its place. */
export interface WordPart {
  readonly text: string
  readonly isChanged: boolean
}

export interface MarkedWords {
  readonly before: readonly WordPart[]
  readonly after: readonly WordPart[]
}

/** Addresses, names and file names are one word each: half of an address means nothing. */
const WORD = /[\p{L}\p{N}.:_@*-]+|[\s\S]/gu

/** Below this share of common text two lines are two lines, and marks in them would be noise. */
const LEAST_COMMON = 0.3

/** Which words of a line that became another are others. Null: too little is common to tell. */
export function markWords(before: string, after: string): MarkedWords | null {
  const parts = diffArrays(before.match(WORD) ?? [], after.match(WORD) ?? [])
  const common = parts.filter(({ added, removed }) => !added && !removed)
  const commonLength = common.reduce((sum, { value }) => sum + value.join('').length, 0)
  if (commonLength < LEAST_COMMON * Math.max(before.length, after.length)) return null
  const side = (other: 'added' | 'removed') =>
    parts
      .filter((part) => !part[other])
      .map(({ value, added, removed }) => ({ text: value.join(''), isChanged: added || removed }))
  return { before: side('added'), after: side('removed') }
}
