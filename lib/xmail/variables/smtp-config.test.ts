import { describe, expect, it } from 'vitest'
import { parseNoTlsAuths, printNoTlsAuths } from './no-tls-auths'
import { parseSmtpConfig, parseSmtpConfigName, printSmtpConfig, smtpConfigName } from './smtp-config'

describe('parseSmtpConfig', () => {
  it.each([
    ['mail-auth', true, false, [null]],
    ['MailAuth', true, false, [null]],
    ['mail-auth,WantTLS', true, true, [null, null]],
    ['WantTLS=0,mail-auth', true, false, ['option-is-off', null]],
    ['MailAuth=0', false, false, ['option-is-off']],
    ['WantTLS=yes', false, false, ['option-is-off']],
    ['WANTTLS', false, false, ['misspelt-option']],
    ['mailauth', false, false, ['misspelt-option']],
    [' mail-auth', false, false, ['blank-in-option']],
    ['x,,WantTLS=1', false, true, ['unknown-option', null]],
    ['', false, false, []],
  ])('%j', (value, mailAuth, wantTls, marks) => {
    const reading = parseSmtpConfig(value)
    expect(reading).toMatchObject({ mailAuth, wantTls })
    expect(reading.options.map(({ mark }) => mark)).toEqual(marks)
  })
})

describe('printSmtpConfig', () => {
  it.each([
    ['', true, true, 'mail-auth,WantTLS'],
    ['MailAuth, x', true, false, 'MailAuth, x'],
    ['MailAuth,x', false, false, 'x'],
    ['WantTLS=0,MailAuth', true, true, 'MailAuth,WantTLS'],
    ['WantTLS=0,MailAuth', false, false, 'WantTLS=0'],
  ])('%j', (value, mailAuth, wantTls, printed) => {
    expect(printSmtpConfig(value, { mailAuth, wantTls })).toBe(printed)
    expect(parseSmtpConfig(printed)).toMatchObject({ mailAuth, wantTls })
  })
})

describe('parseSmtpConfigName', () => {
  it.each([
    ['SmtpConfig', null, null],
    ['SmtpConfig-192.0.2.7', '192.0.2.7', null],
    ['SmtpConfig-192.0.2.7,587', '192.0.2.7', 587],
    ['SmtpConfig-2001:db8::7,25', '2001:db8::7', 25],
  ])('%s', (name, address, port) => {
    expect(parseSmtpConfigName(name)).toEqual({ address, port })
    expect(smtpConfigName({ address, port })).toBe(name)
  })

  it.each([
    'SmtpConfig-',
    'SmtpConfig-192.0.2',
    'SmtpConfig-192.0.2.7,',
    'SmtpConfig-192.0.2.7,70000',
    'smtpconfig',
  ])('knows nothing of %s', (name) => expect(parseSmtpConfigName(name)).toBeNull())
})

describe('SmtpNoTLSAuths', () => {
  it.each([
    [null, { state: 'any' }],
    ['', { state: 'none' }],
    ['plain', { state: 'one', mechanism: 'PLAIN', item: 'plain', ignored: [] }],
    // Measured: only AUTH PLAIN is offered.
    ['PLAIN,LOGIN', { state: 'one', mechanism: 'PLAIN', item: 'PLAIN', ignored: ['LOGIN'] }],
    [' PLAIN', { state: 'one', mechanism: null, item: ' PLAIN', ignored: [] }],
  ])('%j', (value, auths) => expect(parseNoTlsAuths(value)).toEqual(auths))

  it('is written as it is read', () => {
    expect(printNoTlsAuths({ state: 'any' })).toBeNull()
    expect(printNoTlsAuths({ state: 'none' })).toBe('')
    expect(printNoTlsAuths({ state: 'one', mechanism: 'CRAM-MD5' })).toBe('CRAM-MD5')
  })
})
