import { type AddressSet, complement, difference, emptySet, fullSet, union } from '@/lib/xmail/net'
import { compileSpammers, readServerVariables, type SpammerRule } from '@/lib/xmail/policy'
import { compareSets, type PeerSet, type UnknownRow } from './compare-sets'
import { gateSet } from './gate-set'
import type { BothSides, Side } from './mail-root'
import { isNoEffect, type SetEffect, setEffect } from './plain-reach'
import { peersOf, type RuleSets, setsOfRules } from './rule-sets'
import { propertySets, WHITE_LISTED } from './whitelist-effects'

export const SPAMMERS = 'spammers.tab'
export const SMTP_GATE = 'smtp.ipmap.tab'
export const SMTP_PROPERTIES = 'smtp.ipprop.tab'
export const SETTINGS = 'server.tab'

/** Those whose commands wait so many seconds each. */
export interface WaitEffect extends SetEffect {
  readonly seconds: number
}

/** What happens to a client's address: refused at once, at MAIL FROM unless signed in, or made to wait. */
export interface BlockEffect {
  readonly refused: SetEffect
  readonly signInOnly: SetEffect
  readonly waits: readonly WaitEffect[]
}

/** What becomes of clients of SMTP by their address. In each set those are left out that an earlier one has. */
interface Outcome {
  readonly refused: PeerSet
  readonly signInOnly: PeerSet
  readonly waits: ReadonlyMap<number, PeerSet>
}

/**
 * Who gets past the greeting of SMTP, who only by signing in, and who has to wait: smtp.ipprop.tab, smtp.ipmap.tab with
 * SMTP-IpMapDropCode, and spammers.tab together, in XMail's order (semantics.md 6.1). DNS lists, PTR names and what the
 * server calls itself are left out: only the server can tell.
 */
export function smtpEffect(sides: BothSides): BlockEffect | null {
  if (!sides.differs(SETTINGS, SMTP_GATE, SPAMMERS, SMTP_PROPERTIES)) return null
  return compareOutcomes(sides.before.once(outcomeOfSmtp), sides.after.once(outcomeOfSmtp), sides.shown)
}

/** Those whom SMTP refuses at the connection, by their address. */
export function refusedBySmtp(side: Side): AddressSet {
  return side.once(outcomeOfSmtp).refused.set
}

/** spammers.tab alone: whom it refuses, lets in by signing in only, and slows down (semantics.md 4.1). */
export function spammerEffect(sides: BothSides): BlockEffect | null {
  if (!sides.differs(SPAMMERS)) return null
  return compareOutcomes(
    sides.before.once(outcomeOfSpammers),
    sides.after.once(outcomeOfSpammers),
    sides.shown,
  )
}

function outcomeOfSpammers(side: Side): Outcome {
  const table = side.read(SPAMMERS, compileSpammers)
  if (!table) return { ...NOBODY, refused: side.isMissing(SPAMMERS) ? EVERYBODY : NO_PEERS }
  const sets = setsOfRules(table.rules, wordOfCode)
  return { refused: peersOf(sets, 'refused'), signInOnly: peersOf(sets, '0'), waits: waitsOf(sets) }
}

/** A number of seconds; `0` for those who must sign in. */
function wordOfCode({ code }: SpammerRule): string {
  return code > 0 ? 'refused' : String(Math.abs(code))
}

function waitsOf(sets: RuleSets): ReadonlyMap<number, PeerSet> {
  const seconds = Array.from(sets.sets.keys(), Number).filter((each) => each > 0)
  return new Map(seconds.map((each) => [each, peersOf(sets, String(each))]))
}

function outcomeOfSmtp(side: Side): Outcome {
  if (side.isMissing(SETTINGS)) return { ...NOBODY, refused: EVERYBODY }
  const spammers = side.once(outcomeOfSpammers)
  const gate = gateSet(side.files.get(SMTP_GATE) ?? null)
  const white = peersOf(side.once(propertySets), WHITE_LISTED)
  const unknown = [...white.unknown, ...gate.unknown, ...spammers.refused.unknown]
  const code = side.read(SETTINGS, readServerVariables)?.int('SMTP-IpMapDropCode', 1) ?? 1
  const denied = complement(gate.set)
  const refused = difference(code > 0 ? union(denied, spammers.refused.set) : spammers.refused.set, white.set)
  const exempt = union(white.set, refused)
  const waits = code < 0 ? mergeWaits(spammers.waits, denied, -code) : spammers.waits
  return {
    refused: { set: refused, unknown },
    signInOnly: { set: difference(spammers.signInOnly.set, exempt), unknown },
    waits: new Map(
      [...waits].map(([seconds, { set }]) => [seconds, { set: difference(set, exempt), unknown }]),
    ),
  }
}

/** XMail waits the longest of what several checks ask for. */
function mergeWaits(waits: Outcome['waits'], denied: AddressSet, seconds: number): Outcome['waits'] {
  const merged = new Map<number, PeerSet>()
  let longer = emptySet
  for (const [own, { set, unknown }] of waits) {
    if (own >= seconds) longer = union(longer, set)
    if (own !== seconds) merged.set(own, { set: own > seconds ? set : difference(set, denied), unknown })
  }
  const same = waits.get(seconds)?.set ?? emptySet
  return merged.set(seconds, { set: union(difference(denied, longer), same), unknown: NO_ROWS })
}

function compareOutcomes(before: Outcome, after: Outcome, shown: number): BlockEffect {
  const seconds = [...new Set([...before.waits.keys(), ...after.waits.keys()])].sort((a, b) => a - b)
  const compare = (a: PeerSet, b: PeerSet) => setEffect(compareSets(a, b), shown)
  return {
    refused: compare(before.refused, after.refused),
    signInOnly: compare(before.signInOnly, after.signInOnly),
    waits: seconds
      .map((each) => ({
        seconds: each,
        ...compare(before.waits.get(each) ?? NO_PEERS, after.waits.get(each) ?? NO_PEERS),
      }))
      .filter((effect) => effect.partial || !isNoEffect(effect)),
  }
}

const NO_ROWS: readonly UnknownRow[] = []
const NO_PEERS: PeerSet = { set: emptySet, unknown: NO_ROWS }
const EVERYBODY: PeerSet = { set: fullSet, unknown: NO_ROWS }
const NOBODY: Outcome = { refused: NO_PEERS, signInOnly: NO_PEERS, waits: new Map() }
