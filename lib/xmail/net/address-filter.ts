import type { Address } from './address'
import { atoi } from './atoi'
import { readDottedQuad } from './ipv4'
import { netmaskBits } from './netmask'
import { ipv6MaskBits } from './prefix'
import { readResolverAddress } from './resolver-address'

/** Why XMail finds no filter in the fields of a line, and so ignores the line. Pages translate these. */
export const FILTER_FAULTS = [
  'bare-address',
  'too-few-fields',
  'blank-in-address',
  'trailing-dot',
  'not-an-address',
  'ipv6-needs-prefix-length',
  'mask-invalid',
  'mask-is-prefix-length-with-slash',
] as const

export type FilterFault = (typeof FILTER_FAULTS)[number]

/** cidr: `address/bits` in the first field. netmask: two fields, IPv4 only. */
export type FilterForm = 'cidr' | 'netmask'

/** What XMail compares peers with. `address` keeps its host bits: they decide whether an IPv6 filter meets IPv4. */
export type NetworkFilter = Ipv4Filter | Ipv6Filter

export interface Ipv4Filter extends FilterCommon {
  readonly version: 4
  readonly address: number
  readonly mask: number
}

export interface Ipv6Filter extends FilterCommon {
  readonly version: 6
  readonly address: bigint
  readonly mask: bigint
}

interface FilterCommon {
  readonly kind: 'network'
  readonly form: FilterForm
  /** An address or netmask in a form that only a resolver reads (`10.1`, mask `32`). */
  readonly legacy: boolean
  /** The prefix length is missing, no number, negative, or wider than the address: XMail reads 0 or a host. */
  readonly oddLength: boolean
}

export type AddressFilter =
  | NetworkFilter
  /** Only the server's resolver can tell what this filter is, and it is asked again at each use. */
  | { readonly kind: 'dns'; readonly name: string }
  | { readonly kind: 'invalid'; readonly fault: FilterFault }

/** MscLoadAddressFilter (semantics.md 2.1), on the tokens of one line. Never resolves a name. */
export function readAddressFilter(tokens: readonly string[]): AddressFilter {
  const first = tokens[0] ?? ''
  const second = tokens[1]
  const slash = first.indexOf('/')
  if (slash >= 0) return readCidr(first.slice(0, slash), first.slice(slash + 1))
  if (second === undefined) return { kind: 'invalid', fault: explainAddress(first) }
  return readPlainPair(first, second) ?? readNetmaskPair(first, second)
}

function readCidr(addressText: string, lengthText: string): AddressFilter {
  const plain = readDottedQuad(addressText)
  if (plain !== null) return makeIpv4Cidr(plain, lengthText, false)
  // XMail keeps 127 bytes of the address and resolves those.
  const kept = addressText.slice(0, 127)
  const reading = readResolverAddress(kept)
  if (!reading) return { kind: 'invalid', fault: explainAddress(kept) }
  if ('hostName' in reading) return { kind: 'dns', name: kept }
  const { address, legacy } = reading
  if (address.version === 4) return makeIpv4Cidr(address.bits, lengthText, legacy)
  const length = readLength(lengthText, 128)
  return makeIpv6Filter(address.bits, ipv6MaskBits(length), legacy, String(length) !== lengthText)
}

function makeIpv4Cidr(address: number, lengthText: string, legacy: boolean): Ipv4Filter {
  const length = readLength(lengthText, 32)
  return makeIpv4Filter('cidr', address, netmaskBits(length), legacy, String(length) !== lengthText)
}

/** Written out, field by field: a spread costs more than all the rest of reading a row. */
export function makeIpv4Filter(
  form: FilterForm,
  address: number,
  mask: number,
  legacy = false,
  oddLength = false,
): Ipv4Filter {
  return { kind: 'network', form, legacy, oddLength, version: 4, address, mask }
}

export function makeIpv6Filter(address: bigint, mask: bigint, legacy = false, oddLength = false): Ipv6Filter {
  return { kind: 'network', form: 'cidr', legacy, oddLength, version: 6, address, mask }
}

/** Zero, negative and non-numeric lengths all leave a mask of zeros, which matches everything. */
function readLength(text: string, width: number): number {
  return Math.min(Math.max(atoi(text), 0), width)
}

/** The usual row, without a detour: files have 100,000 of them. */
function readPlainPair(addressText: string, maskText: string): Ipv4Filter | null {
  const address = readDottedQuad(addressText)
  const mask = address === null ? null : readDottedQuad(maskText)
  return address === null || mask === null ? null : makeIpv4Filter('netmask', address, mask)
}

function readNetmaskPair(addressText: string, maskText: string): AddressFilter {
  const address = readIpv4(addressText)
  if (address === null) return { kind: 'invalid', fault: explainAddress(addressText) }
  if (address === 'ipv6') return { kind: 'invalid', fault: 'ipv6-needs-prefix-length' }
  const mask = readIpv4(maskText)
  if (mask === null || mask === 'ipv6') return { kind: 'invalid', fault: explainMask(maskText) }
  if (mask === 'dns') {
    // A name without a dot in the place of the netmask is a permission or a note: the netmask was left out.
    return maskText.includes('.')
      ? { kind: 'dns', name: maskText }
      : { kind: 'invalid', fault: 'mask-invalid' }
  }
  if (address === 'dns') return { kind: 'dns', name: addressText }
  return makeIpv4Filter('netmask', address.bits, mask.bits, address.legacy || mask.legacy)
}

/** Both fields of the old form are resolved as IPv4 alone. */
function readIpv4(text: string): { bits: number; legacy: boolean } | 'ipv6' | 'dns' | null {
  const reading = readResolverAddress(text)
  if (!reading) return null
  if ('hostName' in reading) return 'dns'
  const { address, legacy } = reading
  return address.version === 4 ? { bits: address.bits, legacy } : 'ipv6'
}

/** Why a text alone is no filter: either no address, or an address without the netmask that XMail wants. */
function explainAddress(text: string): FilterFault {
  if (/[ \t\r\n\v\f]/.test(text)) return 'blank-in-address'
  const reading = readResolverAddress(text)
  if (reading) return 'hostName' in reading ? 'too-few-fields' : 'bare-address'
  const undotted = text.endsWith('.') ? readResolverAddress(text.slice(0, -1)) : null
  return undotted && 'address' in undotted ? 'trailing-dot' : 'not-an-address'
}

function explainMask(text: string): FilterFault {
  if (/^\/\d+$/.test(text)) return 'mask-is-prefix-length-with-slash'
  return explainAddress(text) === 'trailing-dot' ? 'trailing-dot' : 'mask-invalid'
}

/** SysInetAddrMatch (semantics.md 2.2). False for filters that only a resolver could read. */
export function matchesFilter(filter: AddressFilter, peer: Address): boolean {
  if (filter.kind !== 'network') return false
  if (filter.version === 4) {
    const bits = peer.version === 4 ? peer.bits : ipv4Behind(peer.bits)
    return bits !== null && ((bits ^ filter.address) & filter.mask) === 0
  }
  if (peer.version === 6) return ((peer.bits ^ filter.address) & filter.mask) === 0n
  // The address as written decides, not the network: `::ffff:10.0.0.1/8` meets IPv4, `1::/8` does not.
  const own = ipv4Behind(filter.address)
  return own !== null && ((own ^ peer.bits) & Number(filter.mask & 0xffffffffn)) === 0
}

/** ::/96 and ::ffff:0:0/96, where XMail sees an IPv4 address in the last four bytes; else null. */
export function ipv4Behind(bits: bigint): number | null {
  const upper = bits >> 32n
  return upper === 0n || upper === 0xffffn ? Number(bits & 0xffffffffn) : null
}
