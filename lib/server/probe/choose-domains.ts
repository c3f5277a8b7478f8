import { readServerVariables } from '@/lib/xmail/policy'
import { outsideDomains, type TrickDomains } from '@/lib/xmail/relay-tricks'
import { type Document, readChunks } from '@/lib/xmail/tab'
import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'
import type { ServerPolicy } from './server-policy'

/** A domain of the server, and two that are none of its own. */
export function chooseDomains(policy: Pick<ServerPolicy, 'document'>): Omit<TrickDomains, 'address'> {
  const domains = firstFields(policy.document('domains.tab'))
  const aliases = firstFields(policy.document('aliasdomain.tab'))
  const settings = policy.document('server.tab')
  const root = settings ? readServerVariables(settings).text('RootDomain') : null
  const [outside, otherOutside] = outsideDomains((domain) =>
    [...domains, ...aliases].some((own) => wildMatchIgnoringCase(domain, own)),
  )
  return { local: [...domains, root ?? ''].find(isDomain) ?? 'localhost', outside, otherOutside }
}

function isDomain(text: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/.test(text)
}

function firstFields(document: Document | null): string[] {
  if (!document) return []
  return document.lines.flatMap((line) =>
    readChunks(line, document.format).flatMap(({ tokens }) => tokens.slice(0, 1)),
  )
}
