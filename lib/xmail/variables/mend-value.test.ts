import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkValue, VARIABLE_CONFIRMATIONS } from './check-value'
import { findDefinition, VARIABLES } from './definitions'
import { mendValue } from './mend-value'
import { readValue } from './read-value'

const mend = (name: string, value: string) => {
  const definition = findDefinition(name)
  if (!definition) throw new Error(name)
  return mendValue(definition, value)
}

describe('mendValue', () => {
  it.each([
    ['EnableSMTP-TLS', 'yes', '1'],
    ['EnableSMTP-TLS', 'off', '0'],
    ['EnableSMTP-TLS', '', '1'],
    ['AllowSmtpVRFY', ' True ', '1'],
    ['AllowSmtpVRFY', 'maybe', '0'],
    ['AllowSmtpVRFY', '1 # on', '1'],
    ['MaxMessageSize', '20 MB', '20'],
    ['MaxMessageSize', 'none', '0'],
    ['SMTP-IpMapDropCode', 'refuse', '0'],
    ['SmtpMsgIPBan', 'Go away', '550 Go away'],
    ['DefaultSmtpPerms', 'mrz', 'MRZ'],
    ['SmtpNoTLSAuths', 'cram-md5,plain', 'CRAM-MD5'],
    ['CustMapsList', 'a.test:1, b.test:0', 'a.test:1,b.test:0'],
    ['SmtpConfig', ' Mail-Auth, wanttls', 'mail-auth,WantTLS'],
    ['DefaultSMTPGateways', '192.0.2.2,192.0.2.15', '192.0.2.2;192.0.2.15'],
    ['DefaultSMTPGateways', 'a.test:25,NeedTLS=1, b.test', 'a.test:25,NeedTLS=1;b.test'],
  ])('%s %j was meant as %j', (name, value, meant) => expect(mend(name, value)).toBe(meant))

  it.each([
    ['EnableSMTP-TLS', '1'],
    ['MaxMessageSize', '20000'],
    // 0 is a choice, if a strange one.
    ['SMTP-IpMapDropCode', '0'],
    ['SmtpMsgIPBan', ''],
    ['SmtpMsgIPBan', '550 拒否'],
    ['SmtpNoTLSAuths', 'NTLM'],
    ['SmtpConfig', 'no-such-option'],
    ['CustMapsList', 'a.test,b.test:1'],
  ])('of %s %j there is no telling', (name, value) => expect(mend(name, value)).toBeNull())

  it('gives what may be written, and needs no mending again', () => {
    const seed = Number(process.env.SEED ?? 20261124)
    const names = VARIABLES.filter(({ scope }) => scope === 'server')
    const value = fc.oneof(fc.string(), fc.constantFrom('yes', 'on', '1 x', 'a:1, b:0', 'mail-auth ', 'x,y'))
    fc.assert(
      fc.property(fc.constantFrom(...names), value, (definition, text) => {
        const mended = mendValue(definition, text)
        if (mended === null) return
        expect(checkValue(definition, mended, VARIABLE_CONFIRMATIONS)).toBeNull()
        expect(mendValue(definition, mended)).toBeNull()
        // A number keeps what it comes to: only a switch that says yes in words is meant otherwise.
        const { kind } = definition.value
        if (kind === 'number') expect(readValue(definition, mended)).toEqual(readValue(definition, text))
      }),
      { seed, numRuns: 2000 },
    )
  })
})
