import { describe, expect, it } from 'vitest'
import { addressOf, policyOf } from '@/lib/xmail/policy/testing/policy-of'
import type { Assertion } from './assertion'
import { checkAssertion } from './check-assertion'
import { suggestAssertions } from './suggest-assertions'

/** IPv4 and IPv6 closed but for some networks. */
const onlyFrom = (...networks: string[]) =>
  ['0.0.0.0/0', '::/0']
    .map((network) => `"${network}"\t""\t"DENY"\t1\n`)
    .concat(networks.map((network) => `"${network}"\t""\t"ALLOW"\t2\n`))
    .join('')
const FILES = {
  'smtprelay.tab': '"10.0.0.0/8"\n"192.0.2.64/26"\n',
  'ctrl.ipmap.tab': onlyFrom('192.168.0.0/24'),
}
const suggest = (files: Readonly<Record<string, string | null>>, own: string | null = null) =>
  suggestAssertions(policyOf({}, files), { ownAddress: own === null ? null : addressOf(own), known: [] })

describe('suggestAssertions', () => {
  it('names the networks that may relay and connect, where they are few', () => {
    expect(suggest(FILES)).toEqual([
      { kind: 'relay', claim: 'only', networks: ['10.0.0.0/8', '192.0.2.64/26'], over: 'both' },
      { kind: 'gate', gate: 'ctrl', claim: 'only', networks: ['192.168.0.0/24'], over: 'both' },
    ])
  })

  it('says nothing of a service that is open to most', () => {
    expect(suggest({ 'ctrl.ipmap.tab': '"192.0.2.0/24"\t""\t"DENY"\t1\n' })).toEqual([
      { kind: 'relay', claim: 'only', networks: [], over: 'both' },
    ])
  })

  it('speaks of IPv4 alone where IPv6 was forgotten', () => {
    const files = { 'ctrl.ipmap.tab': '"0.0.0.0/0"\t""\t"DENY"\t1\n"10.0.0.0/8"\t""\t"ALLOW"\t2\n' }
    const gates = suggest(files).filter(({ kind }) => kind === 'gate')
    expect(gates).toMatchObject([{ gate: 'ctrl', over: 'ipv4', networks: ['10.0.0.0/8'] }])
  })

  it('takes two strangers for all where too many networks relay to be named', () => {
    const rows = Array.from({ length: 9 }, (_, i) => `"10.${2 * i}.0.0/16"\n`).join('')
    const [relay] = suggest({ 'smtprelay.tab': rows })
    expect(relay).toMatchObject({ claim: 'none', networks: ['8.8.8.8/32', '2001:4860:4860::8888/128'] })
  })

  it('offers nothing about relaying on an open relay', () => {
    expect(suggest({ 'smtprelay.tab': '"0.0.0.0"\t"0.0.0.0"\n"::/0"\n' })).toEqual([])
  })

  it('keeps the console’s own way to CTRL, as long as there is one', () => {
    const own = { kind: 'gate', gate: 'ctrl', claim: 'all', networks: ['192.168.0.9/32'], over: 'both' }
    expect(suggest(FILES, '192.168.0.9')).toContainEqual(own)
    expect(suggest(FILES, '192.168.1.9').filter(({ claim }) => claim === 'all')).toEqual([])
  })

  it('offers none that there is, and none of a file that nobody has read', () => {
    const known: Assertion[] = [
      { kind: 'relay', claim: 'only', networks: ['192.0.2.64/26', '10.0.0.0/8'], over: 'both' },
    ]
    const offered = suggestAssertions(policyOf({}, FILES), { ownAddress: null, known })
    expect(offered.map(({ kind }) => kind)).toEqual(['gate'])
    const unread = policyOf({}, { 'ctrl.ipmap.tab': FILES['ctrl.ipmap.tab'] }, 'unread')
    const told = suggestAssertions(unread, { ownAddress: null, known: [] })
    expect(told).toMatchObject([{ kind: 'gate', gate: 'ctrl' }])
  })

  it('offers only what is true', () => {
    const policy = policyOf({}, { ...FILES, 'spammers.tab': '"10.1.0.0/16"\n', 'pop3.ipmap.tab': onlyFrom() })
    const offered = suggestAssertions(policy, { ownAddress: addressOf('192.168.0.9'), known: [] })
    expect(offered.length).toBeGreaterThan(3)
    expect(offered.map((each) => checkAssertion(policy, each).kind)).toEqual(offered.map(() => 'holds'))
  })
})
