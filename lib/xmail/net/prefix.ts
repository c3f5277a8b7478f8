import { err, ok, type Result } from '@/lib/errors'
import { type Address, formatAddress, parseAddress } from './address'
import { netmaskBits } from './netmask'

/** A network: its first address (host bits zero) and its length, 0 to 32 or 0 to 128. */
export interface Prefix {
  readonly address: Address
  readonly length: number
}

export function widthOf(version: 4 | 6): number {
  return version === 4 ? 32 : 128
}

/**
 * `address/length`, strictly. Errors: those of `parseAddress`, PREFIX_LENGTH_INVALID {length}, PREFIX_HOST_BITS
 * {address, network} where `network` is the prefix that the address is in.
 */
export function parsePrefix(text: string): Result<Prefix> {
  const slash = text.indexOf('/')
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (!address.ok) return address
  const lengthText = slash < 0 ? '' : text.slice(slash + 1)
  const length = /^(0|[1-9]\d{0,2})$/.test(lengthText) ? Number(lengthText) : -1
  if (length < 0 || length > widthOf(address.value.version)) {
    return err('PREFIX_LENGTH_INVALID', { length: lengthText.slice(0, 80) })
  }
  return prefixWithoutHostBits(address.value, length)
}

/** Refuses an address with bits set behind the prefix: PREFIX_HOST_BITS {address, network}. */
export function prefixWithoutHostBits(address: Address, length: number): Result<Prefix> {
  const prefix = prefixOf(address, length)
  if (prefix.address.bits === address.bits) return ok(prefix)
  return err('PREFIX_HOST_BITS', { address: formatAddress(address), network: formatPrefix(prefix) })
}

/** The network of this length that an address is in. */
export function prefixOf(address: Address, length: number): Prefix {
  if (address.version === 4) {
    return { address: { version: 4, bits: (address.bits & netmaskBits(length)) >>> 0 }, length }
  }
  return { address: { version: 6, bits: address.bits & ipv6MaskBits(length) }, length }
}

export function ipv6MaskBits(length: number): bigint {
  return ((1n << BigInt(length)) - 1n) << BigInt(128 - length)
}

export function hostPrefix(address: Address): Prefix {
  return { address, length: widthOf(address.version) }
}

export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress(prefix.address)}/${prefix.length}`
}

export function equalPrefixes(a: Prefix, b: Prefix): boolean {
  return a.length === b.length && a.address.version === b.address.version && a.address.bits === b.address.bits
}
