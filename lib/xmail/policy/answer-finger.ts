import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { type Account, findAccountOrAlias } from './accounts/find-account'
import { splitAddress } from './mail-path'
import type { Walk } from './open-facts'
import { openTable, type Policy } from './policy'
import { runWalk, type Walked } from './run-walk'
import { readServerVariables } from './server-variables'

/** A list that is a member of itself has XMail call itself until it dies; here it ends. */
const MAX_LISTS = 20

/** What FINGER says of one account, its address aside: two variables of its user.tab. */
export function fingerLines(address: string, vars: Account['vars']): readonly string[] {
  const shown = (name: string) => vars.text(name) ?? '??'
  return [
    `EMail       : ${address}`,
    `  Real Name : ${shown('RealName')}`,
    `  Home Page : ${shown('HomePage')}`,
  ]
}

/**
 * The lines that XMail answers to a FINGER query of somebody who was let in (semantics.md 10.1). `ownDomain`: the domain
 * part of the server's own name; '' where it has none.
 */
export function answerFinger(policy: Policy, query: string, ownDomain = ''): Walked<readonly string[]> {
  return runWalk(answer(policy, query, ownDomain))
}

function* answer(policy: Policy, query: string, ownDomain: string): Walk<readonly string[]> {
  if (query.startsWith('/') && !/^\/w/i.test(query)) return ['Invalid query']
  const asked = query.replace(/^\/w/i, '').replace(/^ +/, '')
  if (asked === '') return ['Empty query not allowed']
  const address = asked.includes('@') ? yield* splitAddress(asked) : { name: asked, domain: '' }
  if (!address) return ['Invalid query']
  const domain = address.domain || (yield* defaultDomain(policy, ownDomain))
  const shown = domain === null ? null : yield* show(policy, domain, address.name, 0)
  return shown ?? ['User not found']
}

function* defaultDomain(policy: Policy, ownDomain: string): Walk<string | null> {
  const vars = yield* openTable(policy, 'server.tab', readServerVariables)
  return vars?.text('POP3Domain') ?? (ownDomain || (vars?.text('RootDomain') ?? null))
}

/** Null: nobody is called so. A member of a list who is nobody is passed over. */
function* show(policy: Policy, domain: string, name: string, depth: number): Walk<readonly string[] | null> {
  const account = yield* findAccountOrAlias(policy, domain, name)
  if (!account) return null
  if (!account.isList) return fingerLines(`${account.name}@${account.domain}`, account.vars)
  const members =
    depth < MAX_LISTS ? yield* openTable(policy, `${account.folder}/mlusers.tab`, readMembers) : null
  const lines: string[] = []
  for (const member of members ?? []) {
    const address = yield* splitAddress(member)
    if (!address) break
    lines.push(...((yield* show(policy, address.domain, address.name, depth + 1)) ?? []))
  }
  return lines
}

function readMembers(doc: Document): readonly string[] {
  return Array.from(dataChunks(doc), ({ tokens }) => tokens[0] ?? '').filter((address) => address !== '')
}
