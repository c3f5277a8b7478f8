import { Resolver } from 'node:dns/promises'
import { isIPv6 } from 'node:net'

/** A name server to be asked instead of the system's: an IP address and a port. */
export interface NameServer {
  readonly address: string
  readonly port: number
}

/** What DNS says of a name. */
export type DnsAnswer =
  /** Its addresses, in the order of the answer. */
  | { readonly kind: 'found'; readonly addresses: readonly string[] }
  /** There is no such name, or it has no address. */
  | { readonly kind: 'none' }
  /** The name server does not serve us. */
  | { readonly kind: 'refused' }
  /** It answered, but could not find out. */
  | { readonly kind: 'failed' }
  /** Nothing came back: nobody there, or not in time. The two are told apart for nobody: this is no port scanner. */
  | { readonly kind: 'silent' }

/** So long one try of a question waits. */
const TRY_TIMEOUT_MS = 2_000
const TRIES = 2

const NONE = ['ENOTFOUND', 'ENODATA']
const SILENT = ['ETIMEOUT', 'ECONNREFUSED', 'ECANCELLED']

/** A resolver that asks this name server alone, or those of the system. */
export function openResolver(nameServer: NameServer | null): Resolver {
  const resolver = new Resolver({ timeout: TRY_TIMEOUT_MS, tries: TRIES })
  if (nameServer) {
    const { address, port } = nameServer
    resolver.setServers([`${isIPv6(address) ? `[${address}]` : address}:${port}`])
  }
  return resolver
}

/**
 * The addresses of a name, as XMail looks for them: IPv4 first, and where there is none, IPv6. Never throws for what DNS
 * can say.
 */
export async function askAddresses(resolver: Resolver, name: string): Promise<DnsAnswer> {
  const v4 = await answerOf(() => resolver.resolve4(name))
  return v4.kind === 'none' ? answerOf(() => resolver.resolve6(name)) : v4
}

/** The mail exchangers of a domain, the preferred one first; [] where it has none or nobody answers. */
export async function askExchangers(resolver: Resolver, domain: string): Promise<string[]> {
  try {
    const found = await resolver.resolveMx(domain)
    return found.sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange)
  } catch (error) {
    if (codeOf(error) === null) throw error
    return []
  }
}

async function answerOf(ask: () => Promise<string[]>): Promise<DnsAnswer> {
  try {
    return { kind: 'found', addresses: await ask() }
  } catch (error) {
    const code = codeOf(error)
    if (code === null) throw error
    if (NONE.includes(code)) return { kind: 'none' }
    if (code === 'EREFUSED') return { kind: 'refused' }
    return { kind: SILENT.includes(code) ? 'silent' : 'failed' }
  }
}

function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : null
}
