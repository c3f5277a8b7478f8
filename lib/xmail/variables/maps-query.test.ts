import { expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import { mapsQueryName } from './maps-query'

it.each([
  ['127.0.0.2', 'bl.test', '2.0.0.127.bl.test'],
  ['192.0.2.7', 'bl.test.', '7.2.0.192.bl.test'],
  ['::ffff:192.0.2.7', 'bl.test', '7.2.0.192.bl.test'],
  ['2001:db8::1', 'b', `1${'.0'.repeat(23)}.8.b.d.0.1.0.0.2.b`],
])('asks about %s in %s as %s', (address, zone, name) => {
  expect(mapsQueryName(unwrap(parseAddress(address)), zone)).toBe(name)
})
