import type { Interval, IntervalSet } from './intervals'

/** The places in IPv6 where XMail sees IPv4 addresses (semantics.md 2.2): ::/96 and ::ffff:0:0/96. */
export const SHADOWS = [0n, 0xffff00000000n] as const
const SHADOW_SIZE = 1n << 32n

/** Where XMail sees these IPv4 peers in IPv6, in order. */
export function shadowsOf(set: IntervalSet<number>): Interval<bigint>[] {
  const [compatible, mapped] = SHADOWS
  return toShadow(set, compatible).concat(toShadow(set, mapped))
}

/** The same in one of the places, which begins at `place`. */
export function toShadow(set: IntervalSet<number>, place: bigint): Interval<bigint>[] {
  return set.map(({ start, end }) => ({ start: place + BigInt(start), end: place + BigInt(end) }))
}

/** What of intervals of IPv6 lies in each place where XMail sees IPv4, as numbers of IPv4. */
export function clipToDotted<Block extends Interval<bigint>>(
  blocks: readonly Block[],
): (Omit<Block, 'start' | 'end'> & Interval<number>)[][] {
  return SHADOWS.map((place) =>
    blocks.flatMap((block) => {
      const start = block.start > place ? block.start - place : 0n
      const end = block.end - place < SHADOW_SIZE ? block.end - place : SHADOW_SIZE
      return start < end ? [{ ...block, start: Number(start), end: Number(end) }] : []
    }),
  )
}

/** What of intervals of IPv6 lies in no place where XMail sees IPv4. */
export function outsideDotted<Block extends Interval<bigint>>(blocks: readonly Block[]): Block[] {
  let rest = blocks
  for (const place of SHADOWS) {
    const behind = place + SHADOW_SIZE
    rest = rest.flatMap((block) => {
      const isApart = block.end <= place || block.start >= behind
      if (isApart) return [block]
      const parts = [
        { ...block, end: place },
        { ...block, start: behind },
      ]
      return parts.filter(({ start, end }) => start < end)
    })
  }
  return [...rest]
}
