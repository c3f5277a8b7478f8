import { excludeCidr, mergeCidr, overlapCidr } from 'cidr-tools'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from './address'
import {
  type AddressSet,
  complement,
  contains,
  containsSet,
  difference,
  emptySet,
  equalSets,
  fullSet,
  intersection,
  isEmptySet,
  overlap,
  setOfPrefixes,
  setOfRange,
  sizeOf,
  union,
} from './address-set'
import { formatPrefix, type Prefix, prefixOf, widthOf } from './prefix'
import { toPrefixes } from './to-prefixes'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 300 }

/** Close together, so that prefixes meet, touch and cover each other. */
const ipv4: fc.Arbitrary<Address> = fc
  .oneof(
    fc.nat(255).map((low) => 0xc0000200 + low),
    fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1),
    fc.nat(2 ** 32 - 1),
  )
  .map((bits) => ({ version: 4, bits }))
const ipv6: fc.Arbitrary<Address> = fc
  .oneof(
    fc.nat(255).map((low) => (0x20010db8n << 96n) + BigInt(low)),
    fc.constantFrom(0n, 1n, 2n ** 127n, 2n ** 128n - 1n),
    fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  )
  .map((bits) => ({ version: 6, bits }))

const prefix: fc.Arbitrary<Prefix> = fc
  .oneof(ipv4, ipv6)
  .chain((address) =>
    fc
      .oneof(
        fc.integer({ min: widthOf(address.version) - 9, max: widthOf(address.version) }),
        fc.nat(widthOf(address.version)),
      )
      .map((length) => prefixOf(address, length)),
  )
const prefixes = fc.array(prefix, { maxLength: 10 })
const set = prefixes.map((list): AddressSet => setOfPrefixes(list))

const sorted = (list: readonly string[]) => [...list].sort()
const texts = (of: AddressSet) => sorted(toPrefixes(of).map(formatPrefix))

describe('address sets', () => {
  it('keep the laws of sets', () => {
    fc.assert(
      fc.property(set, set, set, (a, b, c) => {
        expect(union(a, b)).toEqual(union(b, a))
        expect(intersection(a, union(b, c))).toEqual(union(intersection(a, b), intersection(a, c)))
        expect(complement(union(a, b))).toEqual(intersection(complement(a), complement(b)))
        expect(complement(complement(a))).toEqual(a)
        expect(difference(a, b)).toEqual(intersection(a, complement(b)))
        expect(union(difference(a, b), intersection(a, b))).toEqual(a)
        expect(equalSets(union(a, emptySet), a)).toBe(true)
        expect(equalSets(intersection(a, fullSet), a)).toBe(true)
        expect(overlap(a, b)).toBe(!isEmptySet(intersection(a, b)))
        expect(containsSet(union(a, b), b)).toBe(true)
        const [whole, parts] = [sizeOf(union(a, b)), [sizeOf(a), sizeOf(b), sizeOf(intersection(a, b))]]
        expect(whole.v4).toBe((parts[0]?.v4 ?? 0) + (parts[1]?.v4 ?? 0) - (parts[2]?.v4 ?? 0))
        expect(whole.v6).toBe((parts[0]?.v6 ?? 0n) + (parts[1]?.v6 ?? 0n) - (parts[2]?.v6 ?? 0n))
      }),
      settings,
    )
  })

  it('hold the addresses of their prefixes and no others', () => {
    fc.assert(
      fc.property(prefixes, fc.oneof(ipv4, ipv6), (list, address) => {
        const expected = list.some(
          (each) =>
            prefixOf(address, Math.min(each.length, widthOf(address.version))).address.bits ===
              each.address.bits && each.address.version === address.version,
        )
        expect(contains(setOfPrefixes(list), address)).toBe(expected)
      }),
      settings,
    )
  })

  it('are made of as few prefixes as cidr-tools finds', () => {
    fc.assert(
      fc.property(prefixes, (list) => {
        expect(texts(setOfPrefixes(list))).toEqual(sorted(mergeCidr(list.map(formatPrefix))))
      }),
      settings,
    )
  })

  it('subtract and overlap as cidr-tools does', () => {
    fc.assert(
      fc.property(prefixes, prefixes, (a, b) => {
        const [textsA, textsB] = [a.map(formatPrefix), b.map(formatPrefix)]
        expect(texts(difference(setOfPrefixes(a), setOfPrefixes(b)))).toEqual(
          sorted(excludeCidr(textsA, textsB)),
        )
        expect(overlap(setOfPrefixes(a), setOfPrefixes(b))).toBe(overlapCidr(textsA, textsB))
      }),
      settings,
    )
  })

  it('come back from their prefixes', () => {
    fc.assert(
      fc.property(set, (a) => {
        expect(setOfPrefixes(toPrefixes(a))).toEqual(a)
        expect(toPrefixes(a, 2)).toEqual(toPrefixes(a).slice(0, 2))
      }),
      settings,
    )
  })
})

describe('edges', () => {
  const range = (first: number, last: number) =>
    setOfRange({ version: 4, bits: first }, { version: 4, bits: last })

  it('knows the whole space', () => {
    expect(texts(fullSet)).toEqual(['0.0.0.0/0', '::/0'])
    expect(sizeOf(fullSet)).toEqual({ v4: 2 ** 32, v6: 2n ** 128n })
    expect(isEmptySet(complement(fullSet))).toBe(true)
  })

  it('covers by the union of several what none covers alone', () => {
    expect(containsSet(union(range(0, 127), range(128, 255)), range(100, 200))).toBe(true)
    expect(containsSet(union(range(0, 127), range(129, 255)), range(100, 200))).toBe(false)
  })

  it('never mixes versions', () => {
    const mapped = setOfRange({ version: 6, bits: 0xffff00000000n }, { version: 6, bits: 0xffffffffffffn })
    expect(isEmptySet(intersection(mapped, range(0, 2 ** 32 - 1)))).toBe(true)
  })
})
