import { describe, expect, it } from 'vitest'
import { ownAddresses } from './own-addresses'

const own = (address: string, internal = false) => ({
  address,
  internal,
  family: address.includes(':') ? ('IPv6' as const) : ('IPv4' as const),
})
const interfaces = {
  lo: [own('127.0.0.1', true), own('::1', true)],
  eth0: [own('192.0.2.7'), own('2001:db8::7'), own('fe80::1')],
  eth1: [own('198.51.100.7'), own('192.0.2.7')],
}

describe('ownAddresses', () => {
  it('offers those of the same family, the one that is used anyway first', () => {
    expect(ownAddresses('203.0.113.1', '198.51.100.7', interfaces)).toEqual(['198.51.100.7', '192.0.2.7'])
    expect(ownAddresses('2001:db8::1', '2001:db8::7', interfaces)).toEqual(['2001:db8::7'])
  })

  it('takes loopback only to loopback, where every other address leads as well', () => {
    expect(ownAddresses('127.0.0.1', '127.0.0.1', interfaces)).toEqual([
      '127.0.0.1',
      '192.0.2.7',
      '198.51.100.7',
    ])
  })

  it('is never more than a few', () => {
    const many = { eth0: Array.from({ length: 40 }, (_, i) => own(`192.0.2.${i}`)) }
    expect(ownAddresses('203.0.113.1', '192.0.2.0', many)).toHaveLength(8)
  })
})
