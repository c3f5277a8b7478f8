import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAddressFilter } from './address-filter'
import {
  type AddressSet,
  contains,
  difference,
  intersection,
  setOfIntervals,
  sizeOf,
  union,
} from './address-set'
import { subtractIntervals } from './intervals'
import { NO_PARTS, setOfParts, withoutShadows } from './peer-parts'
import { groupPeers, rankFilters } from './rank-filters'
import { shadowsOf } from './shadows'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 400 }

/** Near the seams of the places where XMail sees IPv4, where parts meet. */
const near = fc.integer({ min: -3, max: 3 }).map(BigInt)
const seam = fc.constantFrom(3n, 1n << 32n, 0xffff00000000n, 0x1000000000000n, 1n << 125n)
const point6 = fc.tuple(seam, near).map(([at, by]) => at + by)
const point4 = fc.oneof(
  fc.nat(6),
  fc.nat(6).map((low) => 2 ** 32 - low),
)
const intervals = <T extends number | bigint>(point: fc.Arbitrary<T>) =>
  fc.array(
    fc.tuple(point, point).map(([a, b]) => (a < b ? { start: a, end: b } : { start: b, end: a })),
    { maxLength: 5 },
  )
const plain = fc.tuple(intervals(point4), intervals(point6)).map(([v4, v6]) => setOfIntervals(v4, v6))
const filters = fc.array(
  fc
    .constantFrom('0.0.0.0/31', '0.0.0.2/32', '255.255.255.0/24', '::/0', '::/95', '::2/127', '::1:0:0/96')
    .map((text) => readAddressFilter([text])),
  { maxLength: 6 },
)

const written = ({ v4, v6 }: AddressSet) => ({ v4: [...v4], v6: [...v6] })
/** The same set, kept in parts. */
const parted = (set: AddressSet) => union(set, setOfParts(NO_PARTS))

describe('a set in parts', () => {
  it('is the set that it was made of, to the interval', () => {
    fc.assert(
      fc.property(plain, (set) => {
        expect(written(parted(set))).toEqual(written(set))
      }),
      settings,
    )
  })

  it.each([
    ['union', union],
    ['intersection', intersection],
    ['difference', difference],
  ])('has the same %s as sets that are written out', (_, operate) => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        const expected = written(operate(a, b))
        expect(written(operate(parted(a), parted(b)))).toEqual(expected)
        expect(written(operate(a, parted(b)))).toEqual(expected)
        expect(sizeOf(operate(parted(a), b))).toEqual(sizeOf(operate(a, b)))
      }),
      settings,
    )
  })

  it('knows its peers of IPv6, and what they are without the places of IPv4', () => {
    fc.assert(
      fc.property(plain, point6, (set, bits) => {
        expect(contains(parted(set), { version: 6, bits })).toBe(contains(set, { version: 6, bits }))
        expect(withoutShadows(parted(set)).v6).toEqual(subtractIntervals(set.v6, shadowsOf(set.v4)))
      }),
      settings,
    )
  })
})

describe('groupPeers', () => {
  it('gives each word the peers that its filters decide about', () => {
    fc.assert(
      fc.property(filters, (list) => {
        const wordOf = (rank: number) => (rank % 3 === 2 ? null : String(rank % 3))
        const { sets } = groupPeers(list, wordOf)
        const ranked = rankFilters(list)
        for (const word of ['0', '1']) {
          const isMeant = ({ rank }: { readonly rank: number }) => wordOf(rank) === word
          const expected = setOfIntervals(ranked.v4.filter(isMeant), ranked.v6.filter(isMeant))
          const set = sets.get(word)
          expect(set ? written(set) : { v4: [], v6: [] }).toEqual(expected)
        }
      }),
      settings,
    )
  })
})
