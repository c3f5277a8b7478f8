import { formatAddress, parseAddress, readAddressFilter } from '@/lib/xmail/net'
import { readServerVariables } from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks, type FilterRow } from '@/lib/xmail/tables'
import { describeFilter } from '@/lib/xmail/tables/describe-filter'

/** What of a server makes its examples real. Null: it has no such thing. */
export interface ExampleFacts {
  /** A client of the first network that may relay. */
  readonly relayClient: string | null
  /** The first account, `name@domain`. */
  readonly account: string | null
  /** The first local domain. */
  readonly domain: string | null
  /** SmtpConfig-… of server.tab: for which of the server's own addresses and ports, without the beginning. */
  readonly listeners: readonly string[]
}

const LISTENER = 'SmtpConfig-'

/**
 * Reads facts for examples, and of long tables no more than it takes. `document`: a file of the MailRoot; null where
 * there is none.
 */
export function findExamples(document: (path: string) => Document | null): ExampleFacts {
  const settings = document('server.tab')
  const variables = settings && readServerVariables(settings)
  return {
    relayClient: findFirst(document('smtprelay.tab'), (tokens) =>
      firstClientOf(describeFilter(readAddressFilter(tokens))),
    ),
    account: findFirst(document('mailusers.tab'), ([domain, name, , , , type]) =>
      type && /^u/i.test(type) ? `${name}@${domain}` : null,
    ),
    domain:
      findFirst(document('domains.tab'), ([domain]) => domain || null) ??
      variables?.text('RootDomain') ??
      null,
    listeners: (variables?.names ?? []).flatMap((name) =>
      name.startsWith(LISTENER) ? name.slice(LISTENER.length) : [],
    ),
  }
}

function findFirst(doc: Document | null, read: (tokens: readonly string[]) => string | null): string | null {
  for (const { tokens } of doc ? dataChunks(doc) : []) {
    const found = read(tokens)
    if (found !== null) return found
  }
  return null
}

/** A client that a row means: the address itself, of a network the one behind its first. Null: a host name. */
export function firstClientOf({ address, size }: Pick<FilterRow, 'address' | 'size'>): string | null {
  const first = address === null ? null : parseAddress(address)
  if (!first?.ok || !size) return null
  const { value } = first
  if (value.version === 4) return formatAddress({ ...value, bits: value.bits + (size.v4 > 1 ? 1 : 0) })
  return formatAddress({ ...value, bits: value.bits + (size.v6 > 1n ? 1n : 0n) })
}
