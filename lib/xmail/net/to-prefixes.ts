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

/** Greedy: at each place the largest block that is aligned there and does not pass the end. That is minimal. */
function* blocksOf(start: bigint, end: bigint, width: bigint): Generator<{ start: bigint; length: number }> {
  let at = start
  while (at < end) {
    let hostBits = 0n
    while (hostBits < width && (at & ((2n << hostBits) - 1n)) === 0n && at + (2n << hostBits) <= end)
      hostBits++
    yield { start: at, length: Number(width - hostBits) }
    at += 1n << hostBits
  }
}
