import { expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import type { SetAssertion } from './assertion'
import { claimsOf } from './claims-of'

const sentence = (claim: SetAssertion['claim'], over: SetAssertion['over'] = 'both'): SetAssertion => ({
  kind: 'relay',
  claim,
  networks: ['192.0.2.0/24'],
  over,
})

it.each([
  ['all', '192.0.2.7', 'both', true],
  ['all', '198.51.100.7', 'both', null],
  ['none', '192.0.2.7', 'both', false],
  ['none', '198.51.100.7', 'both', null],
  // Nobody but these: of those themselves it says nothing.
  ['only', '192.0.2.7', 'both', null],
  ['only', '198.51.100.7', 'both', false],
  ['only', '2001:db8::7', 'both', false],
  ['only', '2001:db8::7', 'ipv4', null],
] as const)('%s of %s over %s', (claim, address, over, expected) => {
  expect(claimsOf(sentence(claim, over), unwrap(parseAddress(address)))).toBe(expected)
})
