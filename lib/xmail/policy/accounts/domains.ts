import type { Document } from '@/lib/xmail/tab'
import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'
import type { Walk } from '../open-facts'
import { openTable, type Policy } from '../policy'
import { compileLookup, type LookupRow, type LookupTable } from './lookup-table'

export const ALIAS_DOMAINS = 'aliasdomain.tab'
export const DOMAINS = 'domains.tab'

export const compileAliasDomains = (doc: Document): LookupTable => compileLookup(doc, 1, true)
export const compileDomains = (doc: Document): LookupTable => compileLookup(doc, 1, false)

/** ADomLookupDomain: the row that makes a domain another one, exact names before wildcards. */
export function* findAliasDomain(policy: Policy, domain: string): Walk<LookupRow | null> {
  const table = yield* openTable(policy, ALIAS_DOMAINS, compileAliasDomains)
  if (!table) return null
  const exact = table.find(domain)
  if (exact) return exact.tokens[1] === undefined ? null : exact
  const fits = ({ tokens }: LookupRow) => tokens.length >= 2 && wildMatchIgnoringCase(domain, tokens[0] ?? '')
  return table.wild.find(fits) ?? null
}

/** MDomIsHandledDomain: whether a domain is local, itself or as an alias, and the row of domains.tab that says so. */
export function* findLocalDomain(policy: Policy, domain: string): Walk<LookupRow | null> {
  const alias = yield* findAliasDomain(policy, domain)
  const table = yield* openTable(policy, DOMAINS, compileDomains)
  return table?.find(alias?.tokens[1] ?? domain) ?? null
}

/** MDomGetClientDomain: the part of a host's name, from a dot on, that is a local domain; the whole name if none is. */
export function* findDomainOf(policy: Policy, host: string): Walk<string> {
  for (let rest = host; rest !== ''; rest = rest.includes('.') ? rest.slice(rest.indexOf('.') + 1) : '') {
    if (yield* findLocalDomain(policy, rest)) return rest
  }
  return host
}
