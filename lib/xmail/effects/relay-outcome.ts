import { difference, intersection, isEmptySet } from '@/lib/xmail/net'
import type { BothSides, Side } from './mail-root'
import { type PlainReach, plainReach } from './plain-reach'
import { relaySet } from './relay-set'
import { refusedBySmtp, SETTINGS, SMTP_GATE, SMTP_PROPERTIES, SPAMMERS } from './smtp-outcome'

export const RELAY = 'smtprelay.tab'

/**
 * Where smtprelay.tab alone does not say who may relay: a client that SMTP refuses never gets as far (semantics.md 6.1).
 */
export interface RelayOutcome {
  /** Those whom smtprelay.tab lets relay now and did not before, and whom SMTP refuses all the same. */
  readonly withheld: PlainReach
  /** Those whom it lets relay as before, and whom SMTP no longer refuses. */
  readonly freed: PlainReach
  /** Those whom it lets relay as before, and whom SMTP refuses now. */
  readonly barred: PlainReach
}

/** Null: no file that it depends on has changed, or SMTP refuses nobody by address. */
export function relayOutcome(sides: BothSides): RelayOutcome | null {
  if (!sides.differs(RELAY, SETTINGS, SMTP_GATE, SPAMMERS, SMTP_PROPERTIES)) return null
  const [wasRefused, isRefused] = [refusedBySmtp(sides.before), refusedBySmtp(sides.after)]
  if (isEmptySet(wasRefused) && isEmptySet(isRefused)) return null
  const relaysOn = ({ files }: Side) => relaySet(files.get(RELAY) ?? null).set
  const relays = relaysOn(sides.after)
  const relayed = sides.differs(RELAY) ? relaysOn(sides.before) : relays
  const both = intersection(relayed, relays)
  const tell = (set: typeof relays) => plainReach(set, sides.shown)
  return {
    withheld: tell(intersection(difference(relays, relayed), isRefused)),
    freed: tell(intersection(both, difference(wasRefused, isRefused))),
    barred: tell(intersection(both, difference(isRefused, wasRefused))),
  }
}
