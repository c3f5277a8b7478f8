import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseAddress } from './address'
import { type FilterFault, matchesFilter, readAddressFilter } from './address-filter'

const matches = (tokens: string[], peer: string) =>
  matchesFilter(readAddressFilter(tokens), unwrap(parseAddress(peer)))

describe('matching (semantics.md 2.1, 2.2)', () => {
  it.each<[tokens: string[], peer: string, expected: boolean]>([
    [['127.0.0.0', '255.0.0.0'], '127.1.2.3', true],
    [['127.0.0.0', '255.0.0.0'], '128.0.0.0', false],
    [['10.0.0.0', '32'], '192.0.2.0', true],
    [['10.0.0.0', '32'], '192.0.2.32', false],
    [['10.0.0.0', '255.255.255'], '10.0.7.0', true],
    [['0xc0000200', '255.255.255.255'], '192.0.2.0', true],
    [['010.0.0.1/32'], '8.0.0.1', true],
    [['10.0.0.0/x'], '192.0.2.1', true],
    [['10.0.0.0/'], '192.0.2.1', true],
    [['1.2.3.4/-1'], '192.0.2.1', true],
    [['1.2.3.4/33'], '1.2.3.4', true],
    [['1.2.3.4/33'], '1.2.3.5', false],
    [['10.0.0.77/24', 'ignored'], '10.0.0.1', true],
    [['10.0.0.0/8/32'], '10.9.9.9', true],
    [['10.0.0.0/4294967296'], '192.0.2.1', true],
    [['0.0.0.0/0'], '::ffff:192.0.2.1', true],
    [['0.0.0.0/0'], '::1', true],
    [['0.0.0.0/0'], '2001:db8::1', false],
    [['::/0'], '192.0.2.1', true],
    [['::/0'], '2001:db8::1', true],
    [['::ffff:127.0.0.5/128'], '127.0.0.5', true],
    [['::ffff:127.0.0.5/128'], '127.0.0.6', false],
    [['::ffff:127.0.0.5/128'], '::127.0.0.5', false],
    [['127.0.0.5/32'], '::127.0.0.5', true],
    // The address as written, not its network, has to be IPv4-compatible.
    [['::ffff:1.2.3.4/8'], '192.0.2.1', true],
    [['1::/0'], '192.0.2.1', false],
    [['1::/0'], '2001:db8::1', true],
    [['fe80::1%2/128'], 'fe80::1', true],
  ])('%j with %s: %s', (tokens, peer, expected) => expect(matches(tokens, peer)).toBe(expected))
})

describe('lines without a filter', () => {
  it.each<[tokens: string[], fault: FilterFault]>([
    [['127.0.0.5'], 'bare-address'],
    [['2001:db8::1'], 'bare-address'],
    [['mail.example.com'], 'too-few-fields'],
    [[' 127.0.0.0', '255.0.0.0'], 'blank-in-address'],
    [['127.0.0.0 /8'], 'blank-in-address'],
    [['127.0.0.0.', '255.0.0.0'], 'trailing-dot'],
    [['127.0.0.0./8'], 'trailing-dot'],
    [['256.1.1.1', '255.0.0.0'], 'not-an-address'],
    [['', '255.0.0.0'], 'not-an-address'],
    [['/8'], 'not-an-address'],
    [['2001:db8::', '255.0.0.0'], 'ipv6-needs-prefix-length'],
    [['10.0.0.0', ''], 'mask-invalid'],
    [['10.0.0.0', 'DENY'], 'mask-invalid'],
    [['10.0.0.0', '255.0.0.0 '], 'mask-invalid'],
    [['10.0.0.0', '::'], 'mask-invalid'],
    [['10.0.0.0', '/8'], 'mask-is-prefix-length-with-slash'],
  ])('%j: %s', (tokens, fault) => expect(readAddressFilter(tokens)).toEqual({ kind: 'invalid', fault }))

  it('are not those whose address is a host name', () => {
    expect(readAddressFilter(['mail.example.com/32'])).toEqual({ kind: 'dns', name: 'mail.example.com' })
    expect(readAddressFilter(['mail.example.com', '255.255.255.255'])).toEqual({
      kind: 'dns',
      name: 'mail.example.com',
    })
  })
})
