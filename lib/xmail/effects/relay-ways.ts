import {
  compileExternalAuths,
  compileHostProperties,
  compileLogins,
  compileRelay,
  readServerVariables,
} from '@/lib/xmail/policy'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { readAccountNames } from '@/lib/xmail/tables/mailusers'
import { type EffectFiles, openBothSides, type Side } from './mail-root'
import { DEFAULT_PERMS, permissionLetters } from './own-permissions'
import { type PlainReach, plainReach } from './plain-reach'
import { relaySet } from './relay-set'
import { peersOf } from './rule-sets'
import { propertySets, WHITE_LISTED } from './whitelist-effects'

/** Somebody of smtpauth.tab. */
export interface RelayLogin {
  readonly name: string
  /** From 1. */
  readonly line: number
  /** Permission letters, each once. */
  readonly letters: string
}

/** Every way to send through a server to somewhere else, and what is only taken for one. Plain data without a password. */
export interface RelayWays {
  readonly networks: {
    readonly present: boolean
    readonly rows: number
    readonly dead: number
    /** Rows with host names or too scattered netmasks, which are not in `reach`. */
    readonly uncounted: number
    readonly reach: PlainReach
  }
  readonly logins: {
    readonly present: boolean
    /** Lines that somebody can sign in by and relay. */
    readonly relaying: readonly RelayLogin[]
    /** Lines that somebody can sign in by and not relay. */
    readonly others: number
    /** Lines with fewer than three fields: nobody signs in by them. */
    readonly dead: number
  }
  readonly accounts: {
    readonly total: number
    /** What those have that have no SmtpPerms of their own. */
    readonly defaultLetters: string
    readonly isDefaultSet: boolean
  }
  readonly popBeforeSmtp: boolean
  /** Mechanisms that a program answers for. Whoever signs in so relays as little as a stranger. */
  readonly programs: readonly string[]
  /** Null: nobody could list them. */
  readonly customDomains: { readonly all: boolean; readonly names: readonly string[] } | null
  /** Spared the checks, and believed to relay. They do not. */
  readonly whitelists: { readonly byAddress: PlainReach; readonly byName: readonly string[] }
}

const SHOWN = 24

/**
 * Reads what decides about relaying (semantics.md 3, 6.5 to 6.7, 7). Missing files count as XMail counts them.
 * `customDomains`: the names of the files in custdomains, without `.tab`.
 */
export function relayWays(files: EffectFiles, customDomains: readonly string[] | null): RelayWays {
  const { after: side } = openBothSides(files, files, SHOWN)
  const vars = side.read('server.tab', readServerVariables)
  const perms = vars?.text('DefaultSmtpPerms') ?? null
  const names = customDomains?.map(lowerAscii)
  return {
    networks: networksOf(side),
    logins: loginsOf(side),
    accounts: {
      total: side.read('mailusers.tab', readAccountNames)?.length ?? 0,
      defaultLetters: permissionLetters(perms ?? DEFAULT_PERMS),
      isDefaultSet: perms !== null,
    },
    popBeforeSmtp: vars?.flag('EnableAuthSMTP-POP3', true) ?? true,
    programs: (side.read('smtpextauth.tab', compileExternalAuths) ?? []).map(({ mechanism }) => mechanism),
    customDomains: names ? { all: names.includes(''), names: names.filter((name) => name !== '') } : null,
    whitelists: {
      byAddress: plainReach(peersOf(propertySets(side), WHITE_LISTED).set, SHOWN),
      byName: (side.read('smtp.hnprop.tab', compileHostProperties) ?? []).map(({ pattern }) => pattern),
    },
  }
}

function networksOf(side: Side): RelayWays['networks'] {
  const doc = side.files.get('smtprelay.tab') ?? null
  const table = side.read('smtprelay.tab', compileRelay)
  const { set, unknown } = relaySet(doc)
  return {
    present: doc !== null,
    rows: table?.rules.length ?? 0,
    dead: table?.dead.length ?? 0,
    uncounted: unknown.length,
    reach: plainReach(set, SHOWN),
  }
}

/** Of several lines with the same name and password only the first is ever reached (semantics.md 7.4). */
function loginsOf(side: Side): RelayWays['logins'] {
  const doc = side.files.get('smtpauth.tab') ?? null
  const logins = side.read('smtpauth.tab', compileLogins) ?? []
  const seen = new Set<string>()
  const usable = logins.filter(({ user, password }) => {
    const key = `${user}\t${password}`
    const isFirst = !seen.has(key)
    seen.add(key)
    return isFirst
  })
  const relaying = usable.filter(({ perms }) => perms.includes('R'))
  return {
    present: doc !== null,
    relaying: relaying.map(({ user, line, perms }) => ({
      name: user,
      line: line + 1,
      letters: permissionLetters(perms),
    })),
    others: usable.length - relaying.length,
    dead: doc ? Array.from(dataChunks(doc)).length - logins.length : 0,
  }
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
