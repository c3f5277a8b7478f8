import { type RankedInterval, SHADOWS } from '@/lib/xmail/net'

/** Where IPv6 has the ranges of IPv4 (`starts`, without a seam); the rank is the place of the range. */
export function placesOfIpv4(starts: ArrayLike<number>): RankedInterval<bigint>[] {
  const places: RankedInterval<bigint>[] = []
  for (const shadow of SHADOWS) {
    for (let i = 0; i < starts.length; i++) {
      const start = shadow + BigInt(starts[i] ?? 0)
      const end = shadow + BigInt(starts[i + 1] ?? 2 ** 32)
      places.push({ start, end, rank: i })
    }
  }
  return places
}
