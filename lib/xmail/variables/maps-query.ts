import { type Address, formatAddress, ipv4Behind } from '@/lib/xmail/net'

/**
 * The name that XMail looks up to ask a block list about a client (semantics.md 6.4): the four numbers of an IPv4
 * address, or the 32 hex digits of an IPv6 one, backwards, in front of the zone. An IPv6 address that stands for an IPv4
 * one is asked for as that. A dot behind the zone makes no other name.
 */
export function mapsQueryName(address: Address, zone: string): string {
  const v4 = address.version === 4 ? address.bits : ipv4Behind(address.bits)
  const labels =
    v4 === null
      ? [...BigInt(address.bits).toString(16).padStart(32, '0')]
      : formatAddress({ version: 4, bits: v4 }).split('.')
  return [...labels.reverse(), zone.replace(/\.$/, '')].join('.')
}
