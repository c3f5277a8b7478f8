import { foldShadows } from '@/lib/xmail/effects'
import {
  type Address,
  type AddressSet,
  countPrefixes,
  formatPrefix,
  hostPrefix,
  sizeOf,
  toPrefixes,
} from '@/lib/xmail/net'
import type { Policy } from '@/lib/xmail/policy'
import { type Assertion, GATES, keyOfAssertion } from './assertion'
import { checkAssertion } from './check-assertion'
import { filesOfGate, gateBounds } from './gate-bounds'
import { RELAY_FILES, relayTableBounds } from './smtp-bounds'
import { findUnread } from './table-of'

export interface SuggestOptions {
  /** The address that the console reaches CTRL from; null: it is not known. */
  readonly ownAddress: Address | null
  /** Sentences that there are already. */
  readonly known: readonly Assertion[]
}

/** A sentence with more networks than that is a table. */
const MAX_NETWORKS = 8
/** Wider than all that one provider is given: then IPv6 is open, and only IPv4 is closed. */
const WIDE_IPV6 = 1n << 109n
const HALF_OF_IPV4 = 2 ** 31
/** Where relaying is given to too many networks to name them, two addresses of the Internet stand for all. */
const STRANGERS = ['8.8.8.8/32', '2001:4860:4860::8888/128']

/**
 * Sentences that are true of a MailRoot now and worth keeping true. None that there is already, and none that is not
 * certain.
 */
export function suggestAssertions(policy: Policy, { ownAddress, known }: SuggestOptions): Assertion[] {
  const keys = new Set(known.map(keyOfAssertion))
  const suggested = [
    ...suggestRelay(policy),
    ...GATES.flatMap((gate): Assertion[] => {
      if (findUnread(policy, filesOfGate(gate)) !== null) return []
      const only = nameSet(gateBounds(policy, gate).most)
      return only ? [{ kind: 'gate', gate, claim: 'only', ...only }] : []
    }),
    ...suggestOwnWay(ownAddress),
  ]
  return suggested.filter(
    (each) => !keys.has(keyOfAssertion(each)) && checkAssertion(policy, each).kind === 'holds',
  )
}

function suggestRelay(policy: Policy): Assertion[] {
  if (findUnread(policy, RELAY_FILES) !== null) return []
  const only = nameSet(relayTableBounds(policy).most)
  if (only) return [{ kind: 'relay', claim: 'only', ...only }]
  return [{ kind: 'relay', claim: 'none', networks: STRANGERS, over: 'both' }]
}

function suggestOwnWay(ownAddress: Address | null): Assertion[] {
  if (!ownAddress) return []
  const networks = [formatPrefix(hostPrefix(ownAddress))]
  return [{ kind: 'gate', gate: 'ctrl', claim: 'all', networks, over: 'both' }]
}

/** The networks of a set, where it is the smaller part of what there is and few enough to be named. */
function nameSet(set: AddressSet): { networks: string[]; over: 'both' | 'ipv4' } | null {
  const folded = foldShadows(set)
  const { v4, v6 } = sizeOf(folded)
  const over = v6 > WIDE_IPV6 ? 'ipv4' : 'both'
  const named = over === 'both' ? folded : { v4: folded.v4, v6: [] }
  if (v4 > HALF_OF_IPV4 || countPrefixes(named) > MAX_NETWORKS) return null
  return { networks: toPrefixes(named).map(formatPrefix), over }
}
