import { relaySet } from '@/lib/xmail/effects'
import {
  compileGate,
  compileHostProperties,
  compileIpProperties,
  compileRelay,
  compileSpammers,
  type HostRule,
  type Policy,
  type PropertyFlag,
  propertyFlags,
  readServerVariables,
  type ServerVariables,
  smtpConfigFlags,
} from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'
import {
  type Bounds,
  both,
  boundsOfRules,
  EVERYBODY,
  either,
  flagBounds,
  NOBODY,
  not,
  PERHAPS,
} from './bounds'
import { tableOf } from './table-of'

/** The files that decide who is let in to SMTP (semantics.md 6.1). */
export const SMTP_FILES = [
  'server.tab',
  'smtp.ipprop.tab',
  'smtp.hnprop.tab',
  'smtp.ipmap.tab',
  'spammers.tab',
] as const

/** The file that makes every domain a custom one, so that everybody relays (semantics.md 3). */
const EVERY_DOMAIN = 'custdomains/.tab'
export const RELAY_FILES = [...SMTP_FILES, 'smtprelay.tab', EVERY_DOMAIN] as const

/**
 * Clients that get the greeting of SMTP. Every file of SMTP_FILES must have been read. Of every client it is taken that no
 * DNS list has it and that its address has a name: those refuse whom they will, and no sentence can hold against them.
 */
export function smtpBounds(policy: Policy): Bounds {
  const vars = tableOf(policy, 'server.tab', readServerVariables)
  if (!vars) return NOBODY
  const white = propertyBounds(policy, 'white-listed')
  const spammers = tableOf(policy, 'spammers.tab', compileSpammers)
  const refused = spammers ? boundsOfRules(spammers.rules, ({ code }) => code > 0) : EVERYBODY
  const checked = both(allowedBySmtpMap(policy, vars), not(refused))
  return both(either(white, checked), greetingBounds(vars))
}

/** smtp.ipmap.tab, where SMTP-IpMapDropCode makes a denial one (semantics.md 6.1, 5a). */
function allowedBySmtpMap(policy: Policy, vars: ServerVariables): Bounds {
  if (vars.int('SMTP-IpMapDropCode', 1) <= 0) return EVERYBODY
  const gate = tableOf(policy, 'smtp.ipmap.tab', compileGate)
  return gate ? boundsOfRules(gate.rules, ({ allow }) => allow, true) : EVERYBODY
}

/** Without any domain to greet by, a client is refused unless the server's own address has a name. */
function greetingBounds(vars: ServerVariables): Bounds {
  return vars.text('SmtpServerDomain') === null && vars.text('RootDomain') === null ? PERHAPS : EVERYBODY
}

function hostRules(policy: Policy): readonly HostRule[] | null {
  return tableOf(policy, 'smtp.hnprop.tab', compileHostProperties)
}

/** Clients that have a property by their address, or may have it by their name. */
function propertyBounds(policy: Policy, flag: PropertyFlag): Bounds {
  const table = tableOf(policy, 'smtp.ipprop.tab', compileIpProperties)
  const has = ({ properties }: Pick<HostRule, 'properties'>) => propertyFlags(properties).includes(flag)
  const byAddress = table ? boundsOfRules(table.rules, has) : NOBODY
  return hostRules(policy)?.some(has) ? either(byAddress, PERHAPS) : byAddress
}

/**
 * Clients that may send to other domains without signing in, in the clear or by TLS, whichever lets them (semantics.md 3,
 * 6.1 to 6.7). Every file of RELAY_FILES must have been read.
 */
export function relayBounds(policy: Policy): Bounds {
  const vars = tableOf(policy, 'server.tab', readServerVariables)
  // Without RootDomain EHLO is refused, and nobody gets any further (semantics.md 6.2).
  if (!vars || vars.text('RootDomain') === null) return NOBODY
  const connects = smtpBounds(policy)
  const mayRelay = relayTableBounds(policy)
  const hasTls = ['server.cert', 'server.key'].every((path) => policy.files.exists(path) !== false)
  const locked = configBounds(vars, 'mail-locked')
  const wantsTls = configBounds(vars, 'want-tls')
  const plain = either(not(wantsTls), hasTls ? EVERYBODY : NOBODY)
  const unlocked = either(not(locked), propertyBounds(policy, 'mail-unlocked'))
  const first = [plain, unlocked, not(flaggedBounds(policy))].reduce(both)
  // STARTTLS forgets what an address had earned, the bad and the good (semantics.md 0.7).
  const startsTls = hasTls && vars.flag('EnableSMTP-TLS', true)
  const sends = startsTls ? either(first, not(locked)) : first
  return [connects, mayRelay, sends].reduce(both)
}

/** Clients that smtprelay.tab lets relay, or all where every domain is a custom one. */
export function relayTableBounds(policy: Policy): Bounds {
  if (policy.files.exists(EVERY_DOMAIN) === true) return EVERYBODY
  const simple = tableOf(policy, 'smtprelay.tab', relayOfDocument)
  if (!simple) return NOBODY
  if (simple.unknown.length === 0) return { least: simple.set, most: simple.set }
  const table = tableOf(policy, 'smtprelay.tab', compileRelay)
  return table ? boundsOfRules(table.rules, () => true) : NOBODY
}

/** Quicker than rules one by one, where every row can be looked at. */
function relayOfDocument(doc: Document) {
  return relaySet(doc)
}

/** Clients that are let in and refused at MAIL FROM for their address (semantics.md 6.3, 9). */
function flaggedBounds(policy: Policy): Bounds {
  const spammers = tableOf(policy, 'spammers.tab', compileSpammers)
  const byTable = spammers ? boundsOfRules(spammers.rules, ({ code }) => code === 0) : NOBODY
  return both(byTable, not(propertyBounds(policy, 'white-listed')))
}

/** What an SmtpConfig asks of every client; which one counts can depend on the address that was connected to. */
function configBounds(vars: ServerVariables, flag: 'mail-locked' | 'want-tls'): Bounds {
  const special = vars.names.filter((name) => name.startsWith('SmtpConfig-'))
  const asks = ['SmtpConfig', ...special].map((name) => smtpConfigFlags(vars.text(name) ?? '').includes(flag))
  return flagBounds({ least: asks.every(Boolean), most: asks.some(Boolean) })
}
