import { decodePassword } from '@/lib/xmail/password'
import type { Document } from '@/lib/xmail/tab'
import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'
import { splitAddress } from '../mail-path'
import type { Walk } from '../open-facts'
import { openTable, type Policy } from '../policy'
import { findAliasDomain } from './domains'
import { compileLookup, type LookupRow, type LookupTable, lowerAscii } from './lookup-table'
import { NO_USER_VARIABLES, readUserVariables, type UserVariables } from './user-variables'

export const USERS = 'mailusers.tab'
export const ALIASES = 'aliases.tab'

/** An account as mailusers.tab and its user.tab have it. */
export interface Account {
  /** Its line in mailusers.tab. */
  readonly line: number
  readonly domain: string
  readonly name: string
  readonly password: string
  readonly isList: boolean
  /** Its folder below MAIL_ROOT. */
  readonly folder: string
  readonly vars: UserVariables
  /** The line of aliases.tab by which it was found. Null: by its own name. */
  readonly aliasLine: number | null
}

const compileUsers = (doc: Document): LookupTable => compileLookup(doc, 2, false)
const compileAliases = (doc: Document): LookupTable => compileLookup(doc, 2, true)

/** UsrGetUserByName: an account by its real name, its domain also as an alias. */
export function* findAccount(policy: Policy, domain: string, name: string): Walk<Account | null> {
  const own = yield* findUser(policy, domain, name, null)
  if (own) return own
  const alias = yield* findAliasDomain(policy, domain)
  return alias ? yield* findUser(policy, alias.tokens[1] ?? '', name, null) : null
}

/** UsrGetUserByNameOrAlias: the same, and by the names that aliases.tab gives. An alias of an alias finds nobody. */
export function* findAccountOrAlias(policy: Policy, domain: string, name: string): Walk<Account | null> {
  const own = yield* findInDomain(policy, domain, name)
  if (own) return own
  const alias = yield* findAliasDomain(policy, domain)
  return alias ? yield* findInDomain(policy, alias.tokens[1] ?? '', name) : null
}

function* findInDomain(policy: Policy, domain: string, name: string): Walk<Account | null> {
  const own = yield* findUser(policy, domain, name, null)
  if (own) return own
  const alias = yield* findAlias(policy, domain, name)
  if (!alias) return null
  const target = alias.tokens[2] ?? ''
  const address = (yield* splitAddress(target)) ?? { name: target, domain }
  return yield* findUser(policy, address.domain, address.name, alias.line)
}

/** Exact aliases first; of the wildcards that fit, the one written longest, of equals the first. */
function* findAlias(policy: Policy, domain: string, name: string): Walk<LookupRow | null> {
  const table = yield* openTable(policy, ALIASES, compileAliases)
  if (!table) return null
  const exact = table.find(domain, name)
  if (exact) return exact.tokens[2] === undefined ? null : exact
  let best: LookupRow | null = null
  for (const row of table.wild) {
    const [ofDomain = '', alias = '', target] = row.tokens
    if (target === undefined || lengthOf(row) <= lengthOf(best)) continue
    if (wildMatchIgnoringCase(domain, ofDomain) && wildMatchIgnoringCase(name, alias)) best = row
  }
  return best
}

function lengthOf(row: LookupRow | null): number {
  return row ? (row.tokens[0]?.length ?? 0) + (row.tokens[1]?.length ?? 0) : 0
}

function* findUser(
  policy: Policy,
  domain: string,
  name: string,
  aliasLine: number | null,
): Walk<Account | null> {
  const table = yield* openTable(policy, USERS, compileUsers)
  const row = table?.find(domain, name)
  if (!row) return null
  const [rowDomain = '', rowName = '', secret = '', , path = '', type] = row.tokens
  const { password, intact } = decodePassword(secret)
  // A row that is too short, or whose password XMail cannot decode, is no account (semantics.md 7.1).
  if (type === undefined || !intact) return null
  const folder = `domains/${lowerAscii(rowDomain)}/${path}`
  const vars = (yield* openTable(policy, `${folder}/user.tab`, readUserVariables)) ?? NO_USER_VARIABLES
  const isList = !/^u/i.test(type)
  return { line: row.line, domain: rowDomain, name: rowName, password, isList, folder, vars, aliasLine }
}

/** StrSplitString with XMail's splitters: the first of `@`, `:` and `%` that occurs at all divides name and domain. */
export function splitAccountName(text: string): { readonly name: string; readonly domain: string } {
  const splitter = ['@', ':', '%'].find((char) => text.includes(char))
  if (splitter === undefined) return { name: text, domain: '' }
  const at = text.indexOf(splitter)
  return { name: text.slice(0, at), domain: text.slice(at + 1) }
}
