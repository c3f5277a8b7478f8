import { expect, it } from 'vitest'
import { parseNameServer } from './parse-name-server'

it.each([
  ['', null],
  [' 192.0.2.53 ', { address: '192.0.2.53', port: 53 }],
  ['192.0.2.53:5353', { address: '192.0.2.53', port: 5353 }],
  ['2001:db8::53', { address: '2001:db8::53', port: 53 }],
  ['[2001:db8::53]:5353', { address: '2001:db8::53', port: 5353 }],
])('reads %j', (text, value) => expect(parseNameServer(text)).toEqual({ ok: true, value }))

it.each([
  ['dns.example.test', 'ADDRESS_IS_HOST_NAME'],
  ['192.0.2.53:0', 'VALUE_OUT_OF_RANGE'],
  ['192.0.2.53:99999', 'VALUE_OUT_OF_RANGE'],
  ['192.0.2', 'ADDRESS_LEGACY_FORM'],
  ['[192.0.2.53', 'ADDRESS_INVALID'],
])('refuses %j', (text, code) => expect(parseNameServer(text)).toMatchObject({ ok: false, error: { code } }))
