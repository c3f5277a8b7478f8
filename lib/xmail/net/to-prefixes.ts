import type { AddressSet } from './address-set'
import { partsOf } from './peer-parts'
import type { Prefix } from './prefix'

/**
 * The fewest prefixes that make up a set, IPv4 first, in address order. `limit`: stop after so many (to show the
 * first few of a scattered set); the caller sees by the length that there may be more.
 */
export function toPrefixes(set: AddressSet, limit = Number.POSITIVE_INFINITY): Prefix[] {
  const result: Prefix[] = []
  const { v4 } = partsOf(set)
  for (let i = 0; i < v4.length; i += 2) {
    const end = v4[i + 1] ?? 0
    for (let at = v4[i] ?? 0; at < end; ) {
      if (result.length >= limit) return result
      const hostBits = hostBitsAt(at, end)
      result.push({ address: { version: 4, bits: at }, length: 32 - hostBits })
      at += 2 ** hostBits
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

/** How many prefixes `toPrefixes` would give, without making them. */
export function countPrefixes(set: AddressSet): number {
  let count = 0
  const { v4 } = partsOf(set)
  for (let i = 0; i < v4.length; i += 2) {
    const end = v4[i + 1] ?? 0
    for (let at = v4[i] ?? 0; at < end; count++) at += 2 ** hostBitsAt(at, end)
  }
  for (const { start, end } of set.v6) {
    for (const _ of blocksOf(start, end, 128n)) count++
  }
  return count
}

/** The largest block of IPv4 that is aligned at a place and does not pass the end; as `blocksOf`, on plain numbers. */
function hostBitsAt(at: number, end: number): number {
  const left = end - at
  const fitting = left >= 2 ** 32 ? 32 : 31 - Math.clz32(left)
  const aligned = at === 0 ? 32 : 31 - Math.clz32(at & -at)
  return Math.min(fitting, aligned)
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
