import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeIpv4Filter, makeIpv6Filter, type NetworkFilter } from './address-filter'
import { overlap } from './address-set'
import { setOfFilters } from './filter-set'
import { findDeciding } from './find-deciding'
import { indexPeers } from './index-peers'
import { ipv6MaskBits } from './prefix'
import { rankFilters } from './rank-filters'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 500 }

/** Few values, so that filters cover and touch each other, and IPv6 ones reach into the places of IPv4. */
const octet = fc.constantFrom(0, 1, 128, 255)
const bits4 = fc.tuple(octet, octet).map(([a, d]) => a * 2 ** 24 + d)
const mask4 = fc.constantFrom(0, 0xff000000, 0x80000000, 0xffffffff, 0xffffff00, 0xfffff0ff, 0xfffffffd)
const v4 = fc.tuple(bits4, mask4).map(([address, mask]) => makeIpv4Filter('netmask', address, mask))
const upper = fc.constantFrom(0n, 0xffffn, 1n, 0xfffen, 0x20010db8n << 64n)
const v6 = fc
  .tuple(upper, bits4, fc.constantFrom(0, 16, 64, 80, 81, 95, 96, 97, 104, 128))
  .map(([high, low, length]) => makeIpv6Filter((high << 32n) | BigInt(low), ipv6MaskBits(length)))
const filters = (most: number) =>
  fc.array(fc.oneof({ weight: 2, arbitrary: v4 }, v6) as fc.Arbitrary<NetworkFilter>, { maxLength: most })

describe('what 100,000 filters are asked without spelling out IPv6', () => {
  it('findDeciding knows those that rankFilters gives a place', () => {
    fc.assert(
      fc.property(filters(10), (list) => {
        const ranked = rankFilters(list)
        const deciding = new Set([...ranked.v4, ...ranked.v6].map(({ rank }) => rank))
        const { decides, count } = findDeciding(list)
        expect(new Set([...list.keys()].filter(decides))).toEqual(deciding)
        expect(count).toBe(deciding.size)
      }),
      settings,
    )
  })

  it('indexPeers says who meets whom as their sets do', () => {
    fc.assert(
      fc.property(filters(6), filters(4), (list, asked) => {
        const index = indexPeers(list)
        const set = setOfFilters(list)
        for (const filter of asked) expect(index.meets(filter)).toBe(overlap(setOfFilters([filter]), set))
      }),
      settings,
    )
  })
})
