import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { formatPrefix, parseNetwork, setOfPrefixes, sizeOf, toPrefixes } from '@/lib/xmail/net'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { readIpmap, readRelay } from '@/lib/xmail/tables'
import {
  compareGate,
  compareRelay,
  describeReach,
  gateSet,
  judgeGate,
  reachOfNetworks,
  relaySet,
} from './index'

const open = (text: string): Document =>
  parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const relay = (...networks: string[]) => open(networks.join('\n'))
const rule = (network: string, permission: string, precedence: number) =>
  `"${network}"\t""\t"${permission}"\t${precedence}`
const gate = (...rules: string[]) => open(rules.join('\n'))

describe('relay', () => {
  it('says who gains and who loses', () => {
    const { gained, lost, partial } = compareRelay(relay('10.0.0.0/8'), relay('10.0.0.0/9', '192.0.2.64/26'))
    expect(describeReach(gained)).toEqual({
      v4: 64,
      v6: 0n,
      prefixes: ['192.0.2.64/26'],
      more: 0,
      except: [],
    })
    expect(describeReach(lost)).toEqual({
      v4: 2 ** 23,
      v6: 0n,
      prefixes: ['10.128.0.0/9'],
      more: 0,
      except: [],
    })
    expect(partial).toBe(false)
  })

  it('knows that a missing file lets nobody relay', () => {
    expect(describeReach(relaySet(null).set)).toMatchObject({ v4: 0, v6: 0n })
    expect(describeReach(compareRelay(relay('10.0.0.0/8'), null).lost)).toMatchObject({ v4: 2 ** 24 })
  })

  it('names the rows that it cannot look at', () => {
    const doc = relay('mail.example.com/32', '10.0.0.0/8', '"10.0.0.0"\t"32"')
    expect(relaySet(doc).unknown).toEqual([
      { line: 0, why: 'dns' },
      { line: 2, why: 'too-scattered' },
    ])
    expect(compareRelay(null, doc).partial).toBe(true)
  })

  it('sees a change of order or of form as no change', () => {
    const { gained, lost } = compareRelay(
      relay('10.0.0.0/8', '192.0.2.0/24'),
      relay('192.0.2.128/25', '192.0.2.0/25', '"10.0.0.0"\t"255.0.0.0"'),
    )
    expect([describeReach(gained), describeReach(lost)]).toMatchObject([
      { v4: 0, v6: 0n },
      { v4: 0, v6: 0n },
    ])
  })
})

describe('access lists', () => {
  it('let everyone in who is not denied', () => {
    expect(describeReach(gateSet(null).set)).toMatchObject({ v4: 2 ** 32 })
    const denied = compareGate(null, gate(rule('192.0.2.0/24', 'DENY', 1))).lost
    expect(describeReach(denied)).toEqual({
      v4: 256,
      v6: 0n,
      prefixes: ['192.0.2.0/24'],
      more: 0,
      except: [],
    })
  })

  it('go by precedence, and on a tie by the later line', () => {
    const closed = [rule('0.0.0.0/0', 'DENY', 1), rule('::/0', 'DENY', 1)]
    const reach = (...more: string[]) => describeReach(gateSet(gate(...closed, ...more)).set).prefixes
    expect(reach()).toEqual([])
    expect(reach(rule('10.0.0.0/8', 'ALLOW', 1))).toEqual(['10.0.0.0/8'])
    expect(reach(rule('10.0.0.0/8', 'ALLOW', 0))).toEqual([])
    expect(reach(rule('10.0.0.0/8', 'ALLOW', 2), rule('10.0.0.0/9', 'DENY', 2))).toEqual(['10.128.0.0/9'])
  })
})

describe('describeReach', () => {
  const reach = (...networks: string[]) => describeReach(relaySet(relay(...networks)).set)

  it('counts an IPv4 host once, though XMail sees it in IPv6 too', () => {
    expect(sizeOf(relaySet(relay('192.0.2.0/24')).set)).toEqual({ v4: 256, v6: 512n })
    expect(reach('192.0.2.0/24')).toEqual({
      v4: 256,
      v6: 0n,
      prefixes: ['192.0.2.0/24'],
      more: 0,
      except: [],
    })
    expect(reach('::ffff:192.0.2.0/120')).toEqual({
      v4: 256,
      v6: 0n,
      prefixes: ['192.0.2.0/24'],
      more: 0,
      except: [],
    })
    expect(reach('192.0.2.0/24', '2001:db8::/64')).toMatchObject({ v4: 256, v6: 2n ** 64n })
  })

  it('takes ::1 for the loopback of IPv6', () => {
    expect(reach('::1/128')).toEqual({ v4: 0, v6: 1n, prefixes: ['::1/128'], more: 0, except: [] })
    expect(reach('0.0.0.0/0')).toMatchObject({ v4: 2 ** 32, v6: 0n, prefixes: ['0.0.0.0/0'] })
  })

  it('shows the first prefixes of a long list', () => {
    const hosts = Array.from({ length: 300 }, (_, i) => `10.0.${i >> 7}.${(i & 127) * 2}/32`)
    const { prefixes, more } = reach(...hosts)
    expect(prefixes).toHaveLength(100)
    expect(more).toBe(200)
  })
})

describe('judgeGate', () => {
  it.each([
    ['everybody', []],
    ['nobody', [rule('::/0', 'DENY', 1)]],
    ['except', [rule('192.0.2.0/24', 'DENY', 1), rule('2001:db8::/32', 'DENY', 1)]],
    ['some', [rule('::/0', 'DENY', 1), rule('10.0.0.0/8', 'ALLOW', 2)]],
    // The guide's own list for nobody leaves every IPv6 client in.
    ['some', [rule('0.0.0.0/0', 'DENY', 1)]],
  ])('says %s', (kind, rules) => expect(judgeGate(gateSet(gate(...rules)).set).kind).toBe(kind))

  it('names what is left out of IPv6 instead of all the rest of it', () => {
    const { set } = gateSet(gate(rule('2001:db8:bad::/48', 'DENY', 1)))
    expect(describeReach(set)).toMatchObject({
      prefixes: ['0.0.0.0/0', '::/0'],
      more: 0,
      except: ['2001:db8:bad::/48'],
    })
  })
})

describe('reachOfNetworks', () => {
  it('is what rows with these networks would match', () => {
    const networks = ['10.0.0.0/8', '10.0.0.1 255.0.255.255', '2001:db8::/32'].map((text) =>
      unwrap(parseNetwork(text)),
    )
    expect(reachOfNetworks(networks)).toEqual(relaySet(relay('10.0.0.0/8', '2001:db8::/32')).set)
  })
})

describe('100,000 rows', () => {
  // Every second host of a /15, shuffled by a step that is prime to their number: nothing merges, nothing is in order.
  const hosts = Array.from({ length: 100_000 }, (_, i) => {
    const n = ((i * 7919) % 100_000) * 2
    return `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`
  })

  it('become a set', () => {
    const doc = relay(...hosts.map((host, i) => (i % 2 ? `"${host}"\t"255.255.255.255"` : `${host}/32`)))
    expect(relaySet(doc).set.v4).toHaveLength(100_000)
  })

  it('are read as rows, compared and described', () => {
    const doc = relay(...hosts.map((host) => `${host}/32`))
    const wider = relay(...hosts.map((host) => `${host}/31`))
    expect(readRelay(doc)).toHaveLength(100_000)
    expect(describeReach(compareRelay(doc, wider).gained).v4).toBe(100_000)
    const rules = hosts.map((host, i) => rule(`${host}/32`, i % 3 ? 'DENY' : 'ALLOW', i % 5))
    expect(readIpmap(gate(...rules))).toHaveLength(100_000)
  })

  it('round-trip through prefixes', () => {
    const { set } = relaySet(relay(...hosts.slice(0, 2_000).map((host) => `${host}/32`)))
    expect(setOfPrefixes(toPrefixes(set))).toEqual(set)
    expect(toPrefixes(set, 1).map(formatPrefix)).toHaveLength(1)
  })
})
