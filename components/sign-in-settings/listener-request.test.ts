import { expect, it } from 'vitest'
import { findDefinition } from '@/lib/xmail/variables'
import { readListener } from './listener-request'

it.each([
  ['192.0.2.7', '', 'SmtpConfig-192.0.2.7'],
  [' 192.0.2.7 ', ' 587 ', 'SmtpConfig-192.0.2.7,587'],
  ['2001:DB8:0::1', '25', 'SmtpConfig-2001:db8::1,25'],
])('names the variable of %s port %s', (address, port, name) => {
  expect(readListener(address, port)).toEqual({ ok: true, value: name })
  expect(findDefinition(name)?.meaning).toBe('smtpConfig')
})

it.each([
  ['', '25', 'ADDRESS_EMPTY', 'address'],
  ['mail.example.test', '', 'ADDRESS_IS_HOST_NAME', 'address'],
  ['192.0.2.7', '0', 'VALUE_OUT_OF_RANGE', 'port'],
  ['192.0.2.7', '65536', 'VALUE_OUT_OF_RANGE', 'port'],
  ['192.0.2.7', 'smtp', 'VALUE_OUT_OF_RANGE', 'port'],
])('refuses %s port %s', (address, port, code, field) => {
  expect(readListener(address, port)).toMatchObject({ ok: false, error: { code, field } })
})
