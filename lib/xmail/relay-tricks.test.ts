import { describe, expect, it } from 'vitest'
import { outsideDomains, RELAY_TRICKS, trickLines } from './relay-tricks'

const domains = {
  local: 'here.test',
  address: '192.0.2.1',
  outside: 'example.net',
  otherOutside: 'example.com',
}

describe('trickLines', () => {
  it('is another pair of addresses for each trick, on one line and without brackets', () => {
    const pairs = RELAY_TRICKS.map((trick) => trickLines(trick, domains))
    expect(new Set(pairs.map(({ from, rcpt }) => `${from}>${rcpt}`)).size).toBe(RELAY_TRICKS.length)
    for (const { from, rcpt } of pairs) {
      expect(from + rcpt).toMatch(/^[\x21-\x7e]+$/)
      expect(from + rcpt).not.toMatch(/[<>]/)
      // Whatever the disguise: it is for somebody elsewhere.
      expect(rcpt).toContain('example.net')
    }
  })

  it('writes an IPv6 address as SMTP does', () => {
    expect(trickLines('percent-at-address', { ...domains, address: '2001:db8::1' }).rcpt).toBe(
      'relay-test%example.net@[IPv6:2001:db8::1]',
    )
  })
})

describe('outsideDomains', () => {
  it('never takes a domain of the server for one that is elsewhere', () => {
    expect(outsideDomains(() => false)).toEqual(['example.net', 'example.com'])
    expect(outsideDomains((domain) => domain === 'example.net')).toEqual(['example.com', 'example.org'])
    expect(outsideDomains(() => true)).toEqual(['relay-test.invalid', 'sender.invalid'])
  })
})
