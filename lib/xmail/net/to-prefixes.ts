import type { AddressSet } from './address-set'
import type { Prefix } from './prefix'

/**
 * The fewest prefixes that make up a set, IPv4 first, in address order. `limit`: stop after so many (to show the
 * first few of a scattered set); the caller sees by the length that there may be more.
 */
export function toPrefixes(set: AddressSet, limit = Number.POSITIVE_INFINITY): Prefix[] {
  const result: Prefix[] = []
  for (const { start, end } of set.v4) {
    for (const block of blocksOf(BigInt(start), BigInt(end), 32n)) {
      if (result.length >= limit) return result
      result.push({ address: { version: 4, bits: Number(block.start) }, length: block.length })
    }
  }
  for (const { start, end } of set.v6) {
    for (const block of blocksOf(start, end, 128n)) {
      if (result.length >= limit) return result
      result.push({ address: { version: 6, bits: block.start }, length: block.length })
    }
  }
  return result
}

/**
 * Greedy: at each place the largest block that is aligned there and does not pass the end. That is minimal. The sizes
 * grow and then shrink, so each search goes on from the size before it: 254 blocks of IPv6 cost 254 steps, not 16,000.
 */
function* blocksOf(start: bigint, end: bigint, width: bigint): Generator<{ start: bigint; length: number }> {
  const fits = (at: bigint, hostBits: bigint) => {
    const size = 1n << hostBits
    return (at & (size - 1n)) === 0n && at + size <= end
  }
  let at = start
  let hostBits = 0n
  while (at < end) {
    while (hostBits < width && fits(at, hostBits + 1n)) hostBits++
    while (!fits(at, hostBits)) hostBits--
    yield { start: at, length: Number(width - hostBits) }
    at += 1n << hostBits
  }
}
