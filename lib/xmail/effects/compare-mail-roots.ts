import { intersection } from '@/lib/xmail/net'
import {
  type AccountEffect,
  accountEffects,
  type ExternalAuthEffect,
  externalAuthEffect,
} from './account-effects'
import { compareSets, type PeerSet } from './compare-sets'
import { gateSet } from './gate-set'
import { type BothSides, type EffectFiles, openBothSides, type Side } from './mail-root'
import { type PlainReach, plainReach, type SetEffect, setEffect } from './plain-reach'
import { RELAY, type RelayOutcome, relayOutcome } from './relay-outcome'
import { compareRelay } from './relay-set'
import { type ScatteredRows, scatteredRows } from './scattered-rows'
import { type SenderEffect, senderEffect } from './sender-effects'
import { type BlockEffect, smtpEffect, spammerEffect } from './smtp-outcome'
import { type VariableEffect, variableEffects } from './variable-effects'
import {
  type HostNameEffect,
  hostNameEffect,
  type PropertyEffect,
  whitelistEffects,
} from './whitelist-effects'

/** Whom smtprelay.tab lets relay without signing in, and whom it does when all is done. */
export interface RelayEffect extends SetEffect {
  readonly after: PlainReach
}

/** Who may connect to a service, or sign in to one account's mailbox. */
export interface GateEffect extends SetEffect {
  readonly path: string
  readonly service: 'pop3' | 'ctrl' | 'finger'
  /** `user@domain`, by the names of its folders. Null: the whole service. */
  readonly account: string | null
}

/** Domains that anybody may send mail for; the empty name is every domain there is. */
export interface CustomDomainEffect {
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

/**
 * What it means that one MailRoot becomes another: who gains and who loses, as exact sets of addresses and in names.
 * Plain data. Null and empty: no file that it depends on has changed; a set that is there may have nobody in it.
 */
export interface Effects {
  readonly relay: RelayEffect | null
  /** Left out in Revisions of earlier versions of this console. */
  readonly relayOutcome?: RelayOutcome | null
  readonly customDomains: CustomDomainEffect | null
  /** What becomes of clients of SMTP, all tables together. */
  readonly smtp: BlockEffect | null
  readonly gates: readonly GateEffect[]
  readonly whitelist: readonly PropertyEffect[]
  readonly hostNames: HostNameEffect | null
  /** spammers.tab alone. */
  readonly spammers: BlockEffect | null
  readonly senders: SenderEffect | null
  readonly accounts: readonly AccountEffect[]
  readonly externalAuth: ExternalAuthEffect | null
  readonly variables: readonly VariableEffect[]
  /** Rows that came or went and that no set above has. Left out in Revisions of earlier versions of this console. */
  readonly scattered?: ScatteredRows
}

export interface CompareOptions {
  /** How many prefixes or patterns a list shows; counts are of all. Default 24. */
  readonly shown?: number
}

const SHOWN = 24

/**
 * Pure. A path that only one side has is missing on the other; of one that neither has nothing is said. What a file
 * means can depend on others (smtp.ipmap.tab on smtp.ipprop.tab, spammers.tab and server.tab, smtprelay.tab on
 * all of them; an account's pop3.ipmap.tab on pop3.ipmap.tab; user.tab on server.tab): give those on both sides, changed or not.
 */
export function compareMailRoots(
  before: EffectFiles,
  after: EffectFiles,
  { shown = SHOWN }: CompareOptions = {},
): Effects {
  const sides = openBothSides(before, after, shown)
  const effects: Effects = {
    relay: relayEffect(sides),
    relayOutcome: relayOutcome(sides),
    customDomains: customDomainEffect(sides),
    smtp: smtpEffect(sides),
    gates: gateEffects(sides),
    whitelist: whitelistEffects(sides),
    hostNames: hostNameEffect(sides),
    spammers: spammerEffect(sides),
    senders: senderEffect(sides),
    accounts: accountEffects(sides),
    externalAuth: externalAuthEffect(sides),
    variables: variableEffects(sides),
  }
  return isPartial(effects) ? { ...effects, scattered: scatteredRows(sides) } : effects
}

/** Whether rows that cannot be listed were left out of any of it. */
export function isPartial({ relay, smtp, gates, whitelist, spammers }: Effects): boolean {
  const sets = [relay, smtp?.refused, spammers?.refused, ...gates, ...whitelist]
  return sets.some((set) => set?.partial)
}

function relayEffect(sides: BothSides): RelayEffect | null {
  if (!sides.differs(RELAY)) return null
  const documentOf = ({ files }: Side) => files.get(RELAY) ?? null
  const comparison = compareRelay(documentOf(sides.before), documentOf(sides.after))
  return { ...setEffect(comparison, sides.shown), after: plainReach(comparison.after, sides.shown) }
}

const CUSTOM_DOMAIN = /^custdomains\/([^/]*)\.tab$/

function customDomainEffect(sides: BothSides): CustomDomainEffect | null {
  const namesOf = ({ files }: Side) =>
    sides.paths
      .flatMap((path) => (files.get(path) ? [CUSTOM_DOMAIN.exec(path)?.[1]] : []))
      .filter((name) => name !== undefined)
  const [was, is] = [new Set(namesOf(sides.before)), new Set(namesOf(sides.after))]
  const gained = [...is].filter((name) => !was.has(name))
  const lost = [...was].filter((name) => !is.has(name))
  return gained.length + lost.length > 0 ? { gained, lost } : null
}

const POP3_GATE = 'pop3.ipmap.tab'
const SERVICE_GATE = /^(pop3|ctrl|finger)\.ipmap\.tab$/
const ACCOUNT_GATE = /^domains\/([^/]+)\/([^/]+)\/pop3\.ipmap\.tab$/

function gateEffects(sides: BothSides): GateEffect[] {
  return sides.paths
    .filter((path) => sides.differs(path))
    .flatMap((path) => {
      const service = SERVICE_GATE.exec(path)?.[1] as GateEffect['service'] | undefined
      const [, domain, user] = ACCOUNT_GATE.exec(path) ?? []
      if (!service && domain === undefined) return []
      const peersOf = (side: Side) => (service ? fileSet(side, path) : accountSet(side, path))
      const comparison = compareSets(peersOf(sides.before), peersOf(sides.after))
      const account = service ? null : `${user}@${domain}`
      return [{ path, service: service ?? 'pop3', account, ...setEffect(comparison, sides.shown) }]
    })
}

function fileSet(side: Side, path: string): PeerSet {
  return gateSet(side.files.get(path) ?? null)
}

/** To sign in both lists have to allow it (semantics.md 2.4). */
function accountSet(side: Side, path: string): PeerSet {
  const own = fileSet(side, path)
  const all = fileSet(side, POP3_GATE)
  return { set: intersection(own.set, all.set), unknown: [...own.unknown, ...all.unknown] }
}
