import { type Address, ipv4Behind, parseAddress } from '@/lib/xmail/net'
import { askAddresses, askExchangers, type NameServer, openResolver } from './ask-name'

/** An address of a server that others see, and how it was found. */
export interface OwnAddress {
  readonly address: string
  /** `host`: by the name under which this console reaches its SMTP. `mx`: a mail exchanger of its domain. */
  readonly from: 'host' | 'mx'
  readonly name: string
}

export interface OwnAddressOptions {
  readonly nameServer: NameServer | null
  /** The host of its SMTP service, as a name or an address; null: unknown. */
  readonly host: string | null
  /** RootDomain; null: unknown. */
  readonly domain: string | null
}

/** Where a server is seen from outside, the likeliest first; addresses that nobody outside can see are left out. */
export async function findOwnAddresses(options: OwnAddressOptions): Promise<OwnAddress[]> {
  const { nameServer, host, domain } = options
  const resolver = openResolver(nameServer)
  const exchangers = domain === null ? [] : await askExchangers(resolver, domain)
  const names = [
    ...(host === null ? [] : [{ from: 'host', name: host } as const]),
    ...exchangers.slice(0, 2).map((name) => ({ from: 'mx', name }) as const),
  ]
  const found: OwnAddress[] = []
  for (const { from, name } of names) {
    const answer = parseAddress(name).ok ? null : await askAddresses(resolver, name)
    const addresses = answer === null ? [name] : answer.kind === 'found' ? answer.addresses : []
    for (const address of addresses) {
      const parsed = parseAddress(address)
      const isKnown = found.some((each) => each.address === address)
      if (parsed.ok && isPublic(parsed.value) && !isKnown) found.push({ address, from, name })
    }
  }
  return found
}

/** Whether a block list could have an opinion: not loopback, private or link-local. */
function isPublic(address: Address): boolean {
  const v4 = address.version === 4 ? address.bits : ipv4Behind(address.bits)
  if (v4 === null) return address.version === 6 && address.bits >> 125n === 1n
  const within = (base: number, length: number) => v4 >>> (32 - length) === base >>> (32 - length)
  return ![
    within(0x00000000, 8),
    within(0x0a000000, 8),
    within(0x64400000, 10),
    within(0x7f000000, 8),
    within(0xa9fe0000, 16),
    within(0xac100000, 12),
    within(0xc0a80000, 16),
    within(0xe0000000, 3),
  ].some(Boolean)
}
