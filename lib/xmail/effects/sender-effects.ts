import { compileSpamAddresses, type SpamAddresses } from '@/lib/xmail/policy'
import { wildMatch } from '@/lib/xmail/wild-match'
import { type BothSides, nameOn, type Side } from './mail-root'

const FILE = 'spam-address.tab'
/** So many wildcard patterns are held against each new one; with all of them, long lists would take hours. */
const MAX_COVERING = 256

/** Sender patterns of spam-address.tab: senders that are refused from now on, and senders that are let in again. */
export interface SenderEffect {
  /** Patterns that refuse, as they are written. None that another pattern of the other side has covered anyway. */
  readonly refused: readonly string[]
  readonly admitted: readonly string[]
  /** How many patterns come after the ones listed. */
  readonly moreRefused: number
  readonly moreAdmitted: number
}

export function senderEffect(sides: BothSides): SenderEffect | null {
  if (!sides.differs(FILE)) return null
  const before = sides.before.read(FILE, compileSpamAddresses)
  const after = sides.after.read(FILE, compileSpamAddresses)
  const refused = beyond(after, before)
  const admitted = beyond(before, after)
  const shown = (patterns: readonly string[], side: Side) =>
    patterns.slice(0, sides.shown).map((pattern) => nameOn(side, FILE, pattern))
  return {
    refused: shown(refused, sides.after),
    admitted: shown(admitted, sides.before),
    moreRefused: Math.max(0, refused.length - sides.shown),
    moreAdmitted: Math.max(0, admitted.length - sides.shown),
  }
}

/** The patterns of one side that the other has neither itself nor covered. XMail ignores case in ASCII alone. */
function beyond(these: SpamAddresses | null, others: SpamAddresses | null): string[] {
  const known = new Set(others?.patterns.map(({ pattern }) => lower(pattern)))
  const covering = [...known].filter((pattern) => /^[^?[\\]*\*[^?[\\]*$/.test(pattern)).slice(0, MAX_COVERING)
  const found = new Map<string, string>()
  for (const { pattern } of these?.patterns ?? []) {
    const key = lower(pattern)
    if (!known.has(key) && !found.has(key) && !isCovered(key, covering, others)) found.set(key, pattern)
  }
  return [...found.values()]
}

/**
 * Of a pattern that is a plain address, whether it is matched. Of one with wildcards, whether a pattern of plain letters
 * and `*` matches it as a text: then `*` and `?` fall to a `*`, and so does whatever they stand for.
 */
function isCovered(pattern: string, covering: readonly string[], others: SpamAddresses | null): boolean {
  if (!/[*?[\\]/.test(pattern)) return others?.find(pattern) != null
  return !/[[\\]/.test(pattern) && covering.some((each) => wildMatch(pattern, each))
}

function lower(pattern: string): string {
  return pattern.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
