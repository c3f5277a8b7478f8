import { err, ok, type Result } from '@/lib/errors'
import { formatDottedQuad, readDottedQuad } from './ipv4'
import { formatIpv6, readIpv6 } from './ipv6'
import { readResolverAddress } from './resolver-address'

/** One address. IPv4 bits are 0 to 2^32-1, IPv6 bits 0 to 2^128-1; the version is part of the value. */
export type Address = Ipv4Address | Ipv6Address

export interface Ipv4Address {
  readonly version: 4
  readonly bits: number
}

export interface Ipv6Address {
  readonly version: 6
  readonly bits: bigint
}

/**
 * An address in its one unmistakable form: a dotted quad without leading zeros, or RFC 4291 without a zone.
 * Errors: ADDRESS_EMPTY, ADDRESS_HAS_BLANKS, ADDRESS_LEGACY_FORM {address, meaning}, ADDRESS_TRAILING_DOT {address,
 * meaning}, ADDRESS_IS_HOST_NAME {address}, ADDRESS_INVALID {address}.
 */
export function parseAddress(text: string): Result<Address> {
  const address = readStrictAddress(text)
  return address ? ok(address) : explainBadAddress(text)
}

function readStrictAddress(text: string): Address | null {
  const quad = readDottedQuad(text)
  if (quad !== null) return { version: 4, bits: quad }
  const bits = readIpv6(text)
  return bits === null ? null : { version: 6, bits }
}

function explainBadAddress(text: string): Result<never> {
  const shown = text.slice(0, 80)
  if (text === '') return err('ADDRESS_EMPTY')
  if (/\s/.test(text)) return err('ADDRESS_HAS_BLANKS', { address: shown })
  const reading = readResolverAddress(text)
  if (reading && 'address' in reading) {
    return err('ADDRESS_LEGACY_FORM', { address: shown, meaning: formatAddress(reading.address) })
  }
  if (text.endsWith('.')) {
    const undotted = readResolverAddress(text.slice(0, -1))
    if (undotted && 'address' in undotted) {
      return err('ADDRESS_TRAILING_DOT', { address: shown, meaning: formatAddress(undotted.address) })
    }
  }
  // Without a letter (`-`, `10.0.0.1-5`), or with a zone (`fe80::1%eth0`): a resolver might ask for it, nobody means it.
  const isHostName = reading !== null && /[A-Za-z]/.test(text) && !text.includes(':')
  return err(isHostName ? 'ADDRESS_IS_HOST_NAME' : 'ADDRESS_INVALID', { address: shown })
}

/** The canonical text of an address; RFC 5952 for IPv6. */
export function formatAddress(address: Address): string {
  return address.version === 4 ? formatDottedQuad(address.bits) : formatIpv6(address.bits)
}

export function equalAddresses(a: Address, b: Address): boolean {
  return a.bits === b.bits && a.version === b.version
}
