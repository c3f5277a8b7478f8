import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from './address'
import { matchesFilter, type NetworkFilter, readAddressFilter } from './address-filter'
import { contains, sizeOf } from './address-set'
import {
  isTooScattered,
  MAX_INTERVALS,
  MAX_INTERVALS_OF_FILE,
  setOfFilter,
  setOfFilters,
  sizeOfFilter,
  spellOut,
} from './filter-set'
import { formatDottedQuad } from './ipv4'
import { formatIpv6 } from './ipv6'
import { rankFilters } from './rank-filters'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 400 }

/** Few values for each byte, so that filters and peers meet. */
const octet = fc.constantFrom(0, 1, 2, 127, 128, 192, 255)
const bits4 = fc
  .tuple(octet, octet, octet, octet)
  .map(([a, b, c, d]) => a * 2 ** 24 + b * 2 ** 16 + c * 256 + d)
const upper = fc.constantFrom(0n, 0n, 0xffffn, 0xffffn, 1n, 0x5n << 16n, 0x20010db8n << 64n, 0xffffffn)
const bits6 = fc.tuple(upper, bits4).map(([high, low]) => (high << 32n) | BigInt(low))
const peer: fc.Arbitrary<Address> = fc.oneof(
  bits4.map((bits) => ({ version: 4, bits }) as const),
  bits6.map((bits) => ({ version: 6, bits }) as const),
)

/** Masks with up to eight holes, and any prefix length. */
const mask = fc.oneof(
  fc.nat(32).map((length) => (length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0)),
  fc.tuple(fc.nat(255), fc.constantFrom(0, 8, 16, 24)).map(([hole, shift]) => ~(hole << shift) >>> 0),
)

const tokens = fc.oneof(
  fc.tuple(bits4, mask).map(([address, bits]) => [formatDottedQuad(address), formatDottedQuad(bits)]),
  fc
    .tuple(bits4, fc.integer({ min: -1, max: 34 }))
    .map(([address, length]) => [`${formatDottedQuad(address)}/${length}`]),
  fc
    .tuple(bits6, fc.integer({ min: -1, max: 130 }))
    .map(([address, length]) => [`${formatIpv6(address)}/${length}`]),
)

function networkFilter(fields: readonly string[]): NetworkFilter {
  const filter = readAddressFilter(fields)
  if (filter.kind !== 'network') throw new Error(`no filter: ${fields}`)
  return filter
}
const filter = tokens.map(networkFilter)

describe('the set of a filter', () => {
  it('holds exactly the peers that the filter matches', () => {
    fc.assert(
      fc.property(filter, fc.array(peer, { minLength: 1, maxLength: 20 }), (each, peers) => {
        const found = setOfFilter(each)
        if (found.kind !== 'set') throw new Error('these filters can be spelled out')
        for (const one of peers) expect(contains(found.set, one)).toBe(matchesFilter(each, one))
        expect(sizeOf(found.set)).toEqual(sizeOfFilter(each))
      }),
      settings,
    )
  })

  it('is the same for many filters at once', () => {
    fc.assert(
      fc.property(
        fc.array(filter, { maxLength: 12 }),
        fc.array(peer, { maxLength: 20 }),
        (filters, peers) => {
          const set = setOfFilters(filters)
          const ranked = rankFilters(filters)
          for (const one of peers) {
            const first = filters.findIndex((each) => matchesFilter(each, one))
            expect(contains(set, one)).toBe(first >= 0)
            const winners = one.version === 4 ? ranked.v4 : ranked.v6
            const winner = winners.find(({ start, end }) => start <= one.bits && one.bits < end)
            expect(winner?.rank ?? -1).toBe(first)
          }
        },
      ),
      settings,
    )
  })
})

describe('scattered netmasks', () => {
  const read = (netmask: string) => networkFilter(['10.0.0.1', netmask])

  it('are spelled out up to the limit, and only counted behind it', () => {
    const most = read('255.0.0.255')
    expect(isTooScattered(most)).toBe(false)
    const found = setOfFilter(most)
    expect(found.kind === 'set' && found.set.v4).toHaveLength(MAX_INTERVALS)
    expect(setOfFilter(read('254.0.0.255'))).toEqual({
      kind: 'too-scattered',
      size: { v4: 2 ** 17, v6: 2n ** 18n },
    })
    expect(setOfFilter(read('0.0.0.32'))).toEqual({
      kind: 'too-scattered',
      size: { v4: 2 ** 31, v6: 2n ** 32n },
    })
  })

  it('share one limit in a file', () => {
    const count = MAX_INTERVALS_OF_FILE / MAX_INTERVALS + 2
    const { known, unknown } = spellOut([
      ...Array.from({ length: count }, () => read('255.0.0.255')),
      read('255.0.0.0'),
    ])
    expect(known).toHaveLength(count - 1)
    expect(unknown.map(({ why }) => why)).toEqual(['too-scattered', 'too-scattered'])
  })
})
