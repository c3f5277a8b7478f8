import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { formatAddress, parseAddress } from './address'
import { atoi } from './atoi'
import { netmaskBits, netmaskOf, netmaskOfBits, parseNetmask } from './netmask'
import { formatPrefix, parsePrefix, prefixOf, widthOf } from './prefix'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 1000 }

/** With many groups of zeros, as `::` needs. */
const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 })
const ipv6 = groups.map(
  (list) => ({ version: 6, bits: list.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n) }) as const,
)
const ipv4 = fc.nat(2 ** 32 - 1).map((bits) => ({ version: 4, bits }) as const)
const address = fc.oneof(ipv4, ipv6)

describe('addresses', () => {
  it('come back from their canonical text', () => {
    fc.assert(
      fc.property(address, (each) => {
        expect(unwrap(parseAddress(formatAddress(each)))).toEqual(each)
      }),
      settings,
    )
  })

  it('are written as ipaddr.js writes them', () => {
    fc.assert(
      fc.property(address, (each) => {
        const text = formatAddress(each)
        // ipaddr.js writes IPv4-mapped addresses in hex.
        if (!text.startsWith('::ffff:')) expect(ipaddr.parse(text).toString()).toBe(text)
      }),
      settings,
    )
  })

  it('are read from any IPv6 text that ipaddr.js reads the same', () => {
    fc.assert(
      fc.property(ipv6, fc.boolean(), (each, upper) => {
        const long = ipaddr.parse(formatAddress(each)).toNormalizedString()
        expect(unwrap(parseAddress(upper ? long.toUpperCase() : long))).toEqual(each)
      }),
      settings,
    )
  })

  it('never throw and never accept what does not come back', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fx:./% -]{0,20}$/))
    fc.assert(
      fc.property(text, (each) => {
        const result = parseAddress(each)
        if (result.ok) expect(unwrap(parseAddress(formatAddress(result.value)))).toEqual(result.value)
        parsePrefix(each)
      }),
      settings,
    )
  })

  it.each([
    ['0:0:0:0:0:0:0:0', '::'],
    ['1:0:0:0:0:0:0:1', '1::1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:0:2:2:0:0:3', '1::2:2:0:0:3'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['2001:DB8::A', '2001:db8::a'],
    ['::FFFF:C000:201', '::ffff:192.0.2.1'],
    ['::192.0.2.1', '::c000:201'],
  ])('writes %s as %s (RFC 5952)', (text, canonical) => {
    expect(formatAddress(unwrap(parseAddress(text)))).toBe(canonical)
  })
})

describe('prefixes and netmasks', () => {
  it('agree with ipaddr.js on the network of an address', () => {
    fc.assert(
      fc.property(
        address.chain((each) => fc.tuple(fc.constant(each), fc.nat(widthOf(each.version)))),
        ([each, length]) => {
          const prefix = prefixOf(each, length)
          const text = `${formatAddress(each)}/${length}`
          const oracle = (each.version === 4 ? ipaddr.IPv4 : ipaddr.IPv6).networkAddressFromCIDR(text)
          expect(ipaddr.parse(formatAddress(prefix.address)).toNormalizedString()).toBe(
            oracle.toNormalizedString(),
          )
          expect(unwrap(parsePrefix(formatPrefix(prefix)))).toEqual(prefix)
        },
      ),
      settings,
    )
  })

  it('know each of the 33 netmasks, and that all others have holes', () => {
    for (let length = 0; length <= 32; length++) {
      expect(netmaskOf(length)).toBe(ipaddr.IPv4.subnetMaskFromPrefixLength(length).toString())
      expect(unwrap(parseNetmask(netmaskOf(length)))).toEqual({ bits: netmaskBits(length), length })
    }
    for (const bits of [1, 0xff00ff00, 0x7fffffff, 0xfffffffd, 32, 0x000000ff]) {
      expect(netmaskOfBits(bits).length).toBeNull()
    }
  })
})

describe('atoi', () => {
  it.each([
    ['24', 24],
    [' 4', 4],
    ['+7', 7],
    ['-8', -8],
    ['1x', 1],
    ['x', 0],
    ['', 0],
    ['- 1', 0],
    ['007', 7],
    ['2147483647', 2147483647],
    ['2147483648', -2147483648],
    ['4294967296', 0],
    ['99999999999999999999', -1],
    ['-99999999999999999999', 0],
  ])('reads %j as %d', (text, value) => expect(atoi(text)).toBe(value))
})
