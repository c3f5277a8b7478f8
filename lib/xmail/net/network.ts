import { err, ok, type Result } from '@/lib/errors'
import { type Address, formatAddress, type Ipv4Address, parseAddress } from './address'
import { makeIpv4Filter, makeIpv6Filter, type NetworkFilter } from './address-filter'
import { formatNetmask, type Netmask, netmaskBits, parseNetmask } from './netmask'
import { formatPrefix, ipv6MaskBits, type Prefix, parsePrefix, prefixWithoutHostBits } from './prefix'

/** One network as a table row holds it: a prefix, or an IPv4 address with a netmask that has holes. */
export type Network =
  | { readonly kind: 'prefix'; readonly prefix: Prefix }
  | { readonly kind: 'holes'; readonly address: Ipv4Address; readonly netmask: Netmask }

/**
 * An address with a dotted netmask as a Network. Errors: NETMASK_INVALID, NETMASK_ON_IPV6 {address}, PREFIX_HOST_BITS
 * {address, network}.
 */
export function networkOf(address: Address, netmaskText: string): Result<Network> {
  if (address.version === 6) return err('NETMASK_ON_IPV6', { address: formatAddress(address) })
  const netmask = parseNetmask(netmaskText)
  if (!netmask.ok) return netmask
  const { bits, length } = netmask.value
  if (length !== null) {
    const prefix = prefixWithoutHostBits(address, length)
    return prefix.ok ? ok({ kind: 'prefix', prefix: prefix.value }) : prefix
  }
  const inside: Ipv4Address = { version: 4, bits: (address.bits & bits) >>> 0 }
  const network: Network = { kind: 'holes', address: inside, netmask: netmask.value }
  if (inside.bits === address.bits) return ok(network)
  return err('PREFIX_HOST_BITS', { address: formatAddress(address), network: formatNetwork(network) })
}

/** The canonical text that edits carry: `192.0.2.64/26`, or `10.0.0.1 255.0.255.255` where the netmask has holes. */
export function formatNetwork(network: Network): string {
  if (network.kind === 'prefix') return formatPrefix(network.prefix)
  return `${formatAddress(network.address)} ${formatNetmask(network.netmask)}`
}

/** Reads what `formatNetwork` writes, strictly. Errors: those of `parsePrefix` and `networkOf`. */
export function parseNetwork(text: string): Result<Network> {
  const blank = text.indexOf(' ')
  if (blank < 0) {
    const prefix = parsePrefix(text)
    return prefix.ok ? ok({ kind: 'prefix', prefix: prefix.value }) : prefix
  }
  const address = parseAddress(text.slice(0, blank))
  return address.ok ? networkOf(address.value, text.slice(blank + 1)) : address
}

/** The filter that XMail reads from a row with this network. */
export function filterOfNetwork(network: Network): NetworkFilter {
  if (network.kind === 'holes') return makeIpv4Filter('netmask', network.address.bits, network.netmask.bits)
  const { address, length } = network.prefix
  return address.version === 4
    ? makeIpv4Filter('cidr', address.bits, netmaskBits(length))
    : makeIpv6Filter(address.bits, ipv6MaskBits(length))
}
