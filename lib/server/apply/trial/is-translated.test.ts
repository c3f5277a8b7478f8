import { expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import { isTranslated } from './is-translated'

it.each([
  ['172.17.0.2', '203.0.113.25', true],
  ['192.168.1.5', '192.168.1.9', false],
  ['198.51.100.7', '203.0.113.25', false],
  ['127.0.0.1', '127.0.0.1', false],
  ['fd00::2', '2001:db8::25', true],
])('%s to %s: %s', (client, server, expected) => {
  expect(isTranslated(unwrap(parseAddress(client)), unwrap(parseAddress(server)))).toBe(expected)
})
