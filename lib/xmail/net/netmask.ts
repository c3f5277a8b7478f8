import { err, ok, type Result } from '@/lib/errors'
import { formatDottedQuad, readDottedQuad } from './ipv4'

/** An IPv4 netmask. `length` is null where it has holes, which XMail takes as it is (semantics.md 2.1). */
export interface Netmask {
  readonly bits: number
  readonly length: number | null
}

/** A netmask as a dotted quad, holes allowed. Error: NETMASK_INVALID {netmask}. */
export function parseNetmask(text: string): Result<Netmask> {
  const bits = readDottedQuad(text)
  return bits === null ? err('NETMASK_INVALID', { netmask: text.slice(0, 80) }) : ok(netmaskOfBits(bits))
}

export function netmaskOfBits(bits: number): Netmask {
  const inverse = ~bits >>> 0
  // The inverse of a mask without holes is 2^n - 1, and that shares no bit with its successor.
  const contiguous = (inverse & (inverse + 1)) === 0
  return { bits, length: contiguous ? Math.clz32(inverse) : null }
}

/** Bits of the netmask of this length, 0 to 32. */
export function netmaskBits(length: number): number {
  // A shift by 32 is a shift by 0 in JavaScript.
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0
}

/** `255.255.255.192` for 26. */
export function netmaskOf(length: number): string {
  return formatDottedQuad(netmaskBits(length))
}

export function formatNetmask(netmask: Netmask): string {
  return formatDottedQuad(netmask.bits)
}
