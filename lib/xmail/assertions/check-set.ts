import { plainReach } from '@/lib/xmail/effects'
import {
  type Address,
  type AddressSet,
  difference,
  formatAddress,
  intersection,
  isEmptySet,
  type NetworkFilter,
  spellOut,
} from '@/lib/xmail/net'
import { compileGate, compileRelay, type Policy } from '@/lib/xmail/policy'
import type { SetAssertion } from './assertion'
import type { Bounds } from './bounds'
import { clientsIn, clientsOfNetworks, clientsOver, isNetwork } from './clients'
import { filesOfGate, gateBounds } from './gate-bounds'
import { playGate, playRelay } from './play'
import { RELAY_FILES, relayBounds } from './smtp-bounds'
import { type AssertionState, HOLDS, unread } from './state'
import { stateOf } from './state-of'
import { findUnread, tableOf } from './table-of'

/** So many prefixes are named of those of whom a sentence is not true. */
const SHOWN = 6
/** Of a sentence that seems to be true so many networks are tried all the same. */
const MAX_TRIED = 8

/** Everybody against whom a sentence speaks: `sure` whatever DNS says, `open` perhaps. */
interface Against {
  readonly sure: AddressSet
  readonly open: AddressSet
}

/**
 * Whether a sentence about a set of clients is true of all of them. Sets prove it; a case against it is always one that
 * the code which answers sessions has decided.
 */
export function checkSet(policy: Policy, assertion: SetAssertion): AssertionState {
  const path = findUnread(policy, assertion.kind === 'relay' ? RELAY_FILES : filesOfGate(assertion.gate))
  if (path !== null) return unread(path)
  const against = findAgainst(boundsOf(policy, assertion), assertion)
  const isSure = !isEmptySet(against.sure)
  if (!isSure && isEmptySet(against.open)) return confirm(policy, assertion)
  const tried = isSure ? clientsIn(against.sure) : clientsIn(against.open, scatteredIn(policy, assertion))
  const found = tried.clients.map((client) => tryClient(policy, assertion, client))
  const told =
    found.find(({ kind }) => kind === 'broken') ??
    found.find((state) => state.kind === 'unknown' && state.why === 'unread') ??
    found.find(({ kind }) => kind === 'unknown')
  if (told?.kind !== 'broken') return told ?? (tried.isAll ? HOLDS : { kind: 'unknown', why: 'undecided' })
  if (!isSure) return { ...told, isPartial: true }
  return { ...told, reach: plainReach(against.sure, SHOWN), isPartial: !isEmptySet(against.open) }
}

const kept = new WeakMap<Policy, Map<string, Bounds>>()

/** Made once for all sentences about the same thing: a table has 100,000 rows. */
function boundsOf(policy: Policy, assertion: SetAssertion): Bounds {
  const known = kept.get(policy) ?? new Map<string, Bounds>()
  kept.set(policy, known)
  const name = assertion.kind === 'relay' ? 'relay' : assertion.gate
  const made =
    known.get(name) ?? (assertion.kind === 'relay' ? relayBounds(policy) : gateBounds(policy, assertion.gate))
  known.set(name, made)
  return made
}

/** Netmasks of the table in question that are too scattered to spell out. */
function scatteredIn(policy: Policy, assertion: SetAssertion): NetworkFilter[] {
  const rules =
    assertion.kind === 'relay'
      ? tableOf(policy, 'smtprelay.tab', compileRelay)?.rules
      : tableOf(policy, `${assertion.gate}.ipmap.tab`, compileGate)?.rules
  const filters = (rules ?? []).map(({ filter }) => filter)
  const open = spellOut(filters).unknown.flatMap(({ place }) => filters[place] ?? [])
  return open.filter(isNetwork).slice(0, MAX_TRIED)
}

function findAgainst({ least, most }: Bounds, { claim, networks, over }: SetAssertion): Against {
  const named = clientsOfNetworks(networks)
  if (claim === 'all') return { sure: difference(named, most), open: difference(named, least) }
  const meant = claim === 'none' ? named : difference(clientsOver(over), named)
  return { sure: intersection(meant, least), open: intersection(meant, most) }
}

/** Sets know addresses alone; that nobody gets anywhere at all, for want of a domain or a sender, only a session shows. */
function confirm(policy: Policy, assertion: SetAssertion): AssertionState {
  if (assertion.claim !== 'all') return HOLDS
  const { clients } = clientsIn(clientsOfNetworks(assertion.networks))
  const states = clients.slice(0, MAX_TRIED).map((client) => tryClient(policy, assertion, client))
  return states.find(({ kind }) => kind !== 'holds') ?? HOLDS
}

function tryClient(policy: Policy, assertion: SetAssertion, client: Address): AssertionState {
  const played =
    assertion.kind === 'relay' ? playRelay(policy, client) : playGate(policy, assertion.gate, client)
  return stateOf(played, formatAddress(client), assertion.claim === 'all')
}
