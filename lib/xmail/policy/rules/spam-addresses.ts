import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'

export interface SpamPattern {
  readonly line: number
  readonly pattern: string
}

/** spam-address.tab, ready to be asked often: the index of the first line that fits a sender, null if none does. */
export interface SpamAddresses {
  readonly patterns: readonly SpamPattern[]
  find(address: string): number | null
}

/** semantics.md 4.2. Lines without wildcards are looked up, only the others are tried one by one. */
export function compileSpamAddresses(doc: Document): SpamAddresses {
  const patterns: SpamPattern[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    const [pattern] = tokens
    if (pattern !== undefined) patterns.push({ line, pattern })
  }
  const exact = new Map<string, number>()
  const wild: SpamPattern[] = []
  for (const each of patterns) {
    const key = each.pattern.toLowerCase()
    if (/[*?[\\]/.test(key)) wild.push(each)
    else if (!exact.has(key)) exact.set(key, each.line)
  }
  return {
    patterns,
    find(address) {
      const found = exact.get(address.toLowerCase()) ?? Number.POSITIVE_INFINITY
      const earlier = wild.find(
        ({ line, pattern }) => line < found && wildMatchIgnoringCase(address, pattern),
      )
      if (earlier) return earlier.line
      return Number.isFinite(found) ? found : null
    },
  }
}
