import { formatAddress, parseAddress } from '@/lib/xmail/net'
import { readServerVariables } from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks, type FilterRow, readAccountNames, readRelay } from '@/lib/xmail/tables'

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

/** Reads facts for examples. `document`: a file of the MailRoot; null where there is none. */
export function findExamples(document: (path: string) => Document | null): ExampleFacts {
  const relay = document('smtprelay.tab')
  const domains = document('domains.tab')
  const users = document('mailusers.tab')
  const settings = document('server.tab')
  const network = relay && readRelay(relay).find(({ state }) => state === 'live')
  const [account] = users ? readAccountNames(users) : []
  const variables = settings && readServerVariables(settings)
  return {
    relayClient: network ? firstClientOf(network) : null,
    account: account ? `${account.name}@${account.domain}` : null,
    domain: (domains && firstField(domains)) ?? variables?.text('RootDomain') ?? null,
    listeners: (variables?.names ?? []).flatMap((name) =>
      name.startsWith(LISTENER) ? name.slice(LISTENER.length) : [],
    ),
  }
}

/** A client that a row means: the address itself, of a network the one behind its first. Null: a host name. */
export function firstClientOf({ address, size }: Pick<FilterRow, 'address' | 'size'>): string | null {
  const first = address === null ? null : parseAddress(address)
  if (!first?.ok || !size) return null
  const { value } = first
  if (value.version === 4) return formatAddress({ ...value, bits: value.bits + (size.v4 > 1 ? 1 : 0) })
  return formatAddress({ ...value, bits: value.bits + (size.v6 > 1n ? 1n : 0n) })
}

function firstField(doc: Document): string | null {
  for (const { tokens } of dataChunks(doc)) if (tokens[0]) return tokens[0]
  return null
}
