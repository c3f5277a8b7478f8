import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Address, type AddressFilter, matchesFilter, readAddressFilter } from '@/lib/xmail/net'
import { dataChunks } from '@/lib/xmail/tables'
import { gateTable, relayTable } from '@/test/support/random-tables'
import { decideGate } from './decide-gate'
import { decideRelay } from './decide-relay'
import { indexFilters } from './rules/filter-index'
import { compileGate, gateAllows } from './rules/gate-rules'
import { compileIpProperties } from './rules/property-rules'
import { compileRelay } from './rules/relay-rules'
import { compileSpammers } from './rules/spammer-rules'
import { addressOf, open } from './testing/policy-of'

const seed = Number(process.env.SEED ?? 20261124)
const runs = (numRuns: number) => ({ seed, numRuns })

/** The same peer as IPv4, and in the two places of IPv6 where XMail sees it. */
const peersOf = (peers: readonly string[]): Address[] =>
  peers.flatMap((peer) => [peer, `::ffff:${peer}`, `::${peer}`, '2001:db8::1', '::1'].map(addressOf))

describe(`compiled tables decide as the rows do, read one after another (seed ${seed})`, () => {
  it('ipmap files', () => {
    fc.assert(
      fc.property(gateTable, ({ text, peers }) => {
        const doc = open('smtp.ipmap.tab', text)
        const gate = compileGate(doc)
        for (const peer of peersOf(peers)) {
          const read = decideGate(doc, peer)
          expect(gate.find(peer)?.line ?? null).toBe(read.decidedBy)
          expect(gateAllows(gate, peer)).toBe(read.allow)
        }
      }),
      runs(400),
    )
  })

  it('smtprelay.tab', () => {
    fc.assert(
      fc.property(relayTable, ({ text, peers }) => {
        const doc = open('smtprelay.tab', text)
        const relay = compileRelay(doc)
        for (const peer of peersOf(peers))
          expect(relay.find(peer)?.line ?? null).toBe(decideRelay(doc, peer).decidedBy)
      }),
      runs(400),
    )
  })

  it('spammers.tab and smtp.ipprop.tab', () => {
    fc.assert(
      fc.property(relayTable, ({ text, peers }) => {
        const doc = open('spammers.tab', text)
        for (const peer of peersOf(peers)) {
          const spammer = readFirst(doc, peer, (second) => (/^\d/.test(second) ? 2 : 1))
          expect(compileSpammers(doc).find(peer)?.line ?? null).toBe(spammer)
          expect(compileIpProperties(doc).find(peer)?.line ?? null).toBe(readFirst(doc, peer, () => 1))
        }
      }),
      runs(300),
    )
  })
})

/** The first line that matches, as the semantics say it: `fields` of it are the address. */
function readFirst(
  doc: ReturnType<typeof open>,
  peer: Address,
  fields: (second: string) => number,
): number | null {
  for (const { line, tokens } of dataChunks(doc)) {
    const filter = readAddressFilter(tokens.slice(0, fields(tokens[1] ?? '')))
    if (matchesFilter(filter, peer)) return line
  }
  return null
}

describe(`an index of filters (seed ${seed})`, () => {
  const byte = fc.constantFrom('0', '1', '127', '128', '254', '255')
  const quad = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.'))
  const group = fc.constantFrom('0', '1', '8000', 'ffff', 'db8')
  const ipv6 = fc.oneof(
    fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':')),
    quad.map((text) => `::ffff:${text}`),
    quad.map((text) => `::${text}`),
  )
  const filter: fc.Arbitrary<AddressFilter> = fc
    .oneof(
      fc.tuple(quad, fc.integer({ min: 0, max: 33 })).map(([text, bits]) => [`${text}/${bits}`]),
      // Netmasks with many holes are too scattered to be spelled out.
      fc.tuple(quad, quad),
      fc.tuple(ipv6, fc.integer({ min: 0, max: 129 })).map(([text, bits]) => [`${text}/${bits}`]),
    )
    .map(readAddressFilter)

  it('finds the first that matches, whatever the netmask', () => {
    const address = fc.oneof(quad, ipv6).map(addressOf)
    fc.assert(
      fc.property(
        fc.array(filter, { maxLength: 12 }),
        fc.array(address, { minLength: 8 }),
        (filters, peers) => {
          const find = indexFilters(filters)
          for (const peer of peers)
            expect(find(peer)).toBe(filters.findIndex((each) => matchesFilter(each, peer)))
        },
      ),
      runs(300),
    )
  })

  it('tells IPv6 networks apart that round to one number', () => {
    const filters = Array.from({ length: 64 }, (_, i) =>
      readAddressFilter([`2001:db8::${i.toString(16)}:0/112`]),
    )
    const find = indexFilters(filters)
    for (let i = 0; i < 64; i++) expect(find(addressOf(`2001:db8::${i.toString(16)}:7`))).toBe(i)
    expect(find(addressOf('2001:db8::40:0'))).toBe(-1)
    expect(find(addressOf('2001:db7:ffff:ffff:ffff:ffff:ffff:ffff'))).toBe(-1)
  })
})
