import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import { type DnsReply, type DnsServer, startDnsServer } from '@/test/support/dns-server'
import { findOwnAddresses } from './find-own-addresses'
import { testZone } from './test-zone'

/** By zone: what it says of 127.0.0.2, and of 127.0.0.1. */
const ZONES: Readonly<Record<string, readonly [DnsReply | undefined, DnsReply | undefined]>> = {
  'good.test': [{ a: ['127.0.0.2'] }, undefined],
  'dead.test': [undefined, undefined],
  'parked.test': [{ a: ['198.51.100.9'] }, { a: ['198.51.100.9'] }],
  'closed.test': [{ a: ['127.255.255.254'] }, { a: ['127.255.255.254'] }],
  'broken.test': [{ rcode: 'SERVFAIL' }, { rcode: 'SERVFAIL' }],
  'denied.test': [{ rcode: 'REFUSED' }, { rcode: 'REFUSED' }],
  'quiet.test': ['silent', 'silent'],
}

let dns: DnsServer
const nameServer = () => ({ address: '127.0.0.1', port: dns.port })

beforeAll(async () => {
  dns = await startDnsServer((type, name) => {
    if (type === 'MX' && name === 'example.test') return { mx: ['mx.example.test', 'mx2.example.test'] }
    if (name === 'mx.example.test') return { a: ['203.0.113.25', '10.0.0.1'] }
    if (name === 'smtp.example.test') return { a: ['127.0.0.1', '203.0.113.26'] }
    if (name === '7.2.0.192.good.test') return { a: ['127.0.0.4'] }
    const [, last = '', zone = ''] = /^([12])\.0\.0\.127\.(.*)$/.exec(name) ?? []
    return type === 'MX' ? undefined : ZONES[zone]?.[last === '2' ? 0 : 1]
  })
})
afterAll(() => dns.stop())

describe('testZone', () => {
  it.each([
    ['good.test', 'works'],
    ['GOOD.test.', 'works'],
    ['dead.test', 'lists-nobody'],
    ['parked.test', 'lists-everybody'],
    ['closed.test', 'refuses-resolver'],
    ['broken.test', 'unavailable'],
    ['denied.test', 'unavailable'],
    ['quiet.test', 'silent'],
  ] as const)('%s %s', { timeout: 30_000 }, async (zone, verdict) => {
    const test = await testZone(zone, { nameServer: nameServer(), own: null })
    expect(test.verdict).toBe(verdict)
    expect(test.own).toBeNull()
  })

  it('says what was asked and answered, also of an address of one’s own', async () => {
    const own = unwrap(parseAddress('192.0.2.7'))
    const test = await testZone('good.test', { nameServer: nameServer(), own })
    expect(test.mustBe).toEqual({
      name: '2.0.0.127.good.test',
      answer: { kind: 'found', addresses: ['127.0.0.2'] },
    })
    expect(test.mustNotBe).toEqual({ name: '1.0.0.127.good.test', answer: { kind: 'none' } })
    expect(test.own).toEqual({
      name: '7.2.0.192.good.test',
      answer: { kind: 'found', addresses: ['127.0.0.4'] },
    })
    // XMail takes an IPv6 answer too, so that is asked for where there is no other.
    expect(dns.asked).toContain('AAAA 1.0.0.127.good.test')
  })

  it('finds nobody where no name server is', { timeout: 30_000 }, async () => {
    const gone = await startDnsServer(() => undefined)
    await gone.stop()
    const nowhere = { address: '127.0.0.1', port: gone.port }
    expect((await testZone('good.test', { nameServer: nowhere, own: null })).verdict).toBe('silent')
  })
})

describe('findOwnAddresses', () => {
  it('takes the addresses that others can see, with where they are from', async () => {
    const found = await findOwnAddresses({
      nameServer: nameServer(),
      host: 'smtp.example.test',
      domain: 'example.test',
    })
    expect(found).toEqual([
      { address: '203.0.113.26', from: 'host', name: 'smtp.example.test' },
      { address: '203.0.113.25', from: 'mx', name: 'mx.example.test' },
    ])
  })

  it('finds none where there is none', async () => {
    const none = { nameServer: nameServer(), host: '192.168.0.2', domain: 'nowhere.test' }
    expect(await findOwnAddresses(none)).toEqual([])
    expect(await findOwnAddresses({ ...none, host: null, domain: null })).toEqual([])
  })
})
