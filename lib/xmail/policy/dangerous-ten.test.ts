import { describe, expect, it } from 'vitest'
import { decideGate } from './decide-gate'
import { decideSmtp, type SmtpAnswer } from './decide-smtp'
import type { SmtpQuestion, World } from './question'
import { addressOf, decided, open, policyOf, QUIET } from './testing/policy-of'

const CLIENT = '10.0.0.5'

interface Case {
  readonly vars?: Record<string, string>
  readonly files?: Record<string, string | null>
  readonly world?: World
  readonly question?: Partial<SmtpQuestion>
}

function answer({ vars, files, world, question }: Case): SmtpAnswer {
  const asked = { client: addressOf(CLIENT), from: 'a@b.test', rcpt: 'joe@here.test', ...question }
  return decided(decideSmtp(policyOf(vars, files), asked, { ...QUIET, ...world }))
}

const replies = (each: Case) =>
  Object.fromEntries(answer(each).exchange.map(({ command, reply }) => [command, reply]))
const refusal = (code: number) =>
  `421 [XMail 1.27 ESMTP Server] service not available (${code}), closing transmission channel`

describe('the dangerous ten (semantics.md 0), as far as they decide', () => {
  it('1: a missing spammers.tab refuses everybody, with its own words where there are any', () => {
    const files = { 'spammers.tab': null }
    expect(replies({ files }).connect).toBe(refusal(-19))
    expect(replies({ files, vars: { SmtpMsgIPBanSpammers: '550 no' } }).connect).toBe('550 no')
    const whiteListed = { ...files, 'smtp.ipprop.tab': '"10.0.0.0/8"\t"WhiteList"\n' }
    expect(answer({ files: whiteListed }).verdict).toBe('accepted')
  })

  it('4: SMTP-IpMapDropCode=0 makes a DENY do nothing', () => {
    const files = { 'smtp.ipmap.tab': '"10.0.0.0/8"\t""\t"DENY"\t1\n' }
    const { verdict, trace } = answer({ files, vars: { 'SMTP-IpMapDropCode': '0' } })
    expect(verdict).toBe('accepted')
    expect(trace.find(({ check }) => check === 'ip-map')).toMatchObject({ outcome: 'no-effect', line: 0 })
    expect(replies({ files }).connect).toBe(refusal(-130))
    expect(answer({ files, vars: { 'SMTP-IpMapDropCode': '-2' } }).delaySeconds).toBe(6)
  })

  it('5: EaseTLS eases nothing', () => {
    const files = { 'smtp.ipprop.tab': '"10.0.0.0/8"\t"EaseTLS"\n' }
    const { trace } = answer({ files })
    expect(trace.find(({ check }) => check === 'ip-properties')).toMatchObject({ outcome: 'no-effect' })
    const { mail } = replies({ files, vars: { SmtpConfig: 'WantTLS' } })
    expect(mail).toBe('503 Bad sequence of commands (TLS needed for this session)')
  })

  it('6: smtp.hnprop.tab, even empty, refuses clients without a name, white-listed or not', () => {
    const files = { 'smtp.hnprop.tab': '', 'smtp.ipprop.tab': '"10.0.0.0/8"\t"WhiteList"\n' }
    expect(replies({ files }).connect).toBe(refusal(-37))
    expect(answer({ files, world: { clientName: 'x.test' } }).verdict).toBe('accepted')
  })

  it('6: host patterns are beginnings, and one with a leading dot fits nothing', () => {
    const noauth = (pattern: string, clientName: string) =>
      answer({
        vars: { SmtpConfig: 'mail-auth' },
        files: { 'smtp.hnprop.tab': `"${pattern}"\t"NoAuth"\n` },
        world: { clientName },
      }).verdict
    expect(noauth('host.example.com', 'HOST.example.community')).toBe('accepted')
    expect(noauth('host.example.com.', 'host.example.com.evil.org')).toBe('accepted')
    expect(noauth('.example.com', 'host.example.com')).toBe('refused')
    expect(noauth('.example.', 'example.org')).toBe('accepted')
    expect(noauth('.', 'anything')).toBe('accepted')
    expect(noauth('', 'anything')).toBe('accepted')
  })

  it('7: STARTTLS wipes what addresses had earned, bad and good', () => {
    const spammer = { 'spammers.tab': '"10.0.0.0/8"\t"code=0"\n' }
    expect(replies({ files: spammer }).mail).toBe('551 Server access forbidden by your IP')
    expect(answer({ files: spammer, question: { tls: 'starttls' } }).verdict).toBe('accepted')
    const noAuth = { 'smtp.ipprop.tab': '"10.0.0.0/8"\t"NoAuth"\n' }
    const vars = { SmtpConfig: 'mail-auth' }
    expect(answer({ files: noAuth, vars }).verdict).toBe('accepted')
    expect(replies({ files: noAuth, vars, question: { tls: 'starttls' } }).mail).toBe(
      '551 Server use forbidden',
    )
    const slow = { 'spammers.tab': '"10.0.0.0/8"\t"code=-3"\n' }
    expect(answer({ files: slow, question: { tls: 'starttls' } }).delaySeconds).toBe(15)
  })

  it('8: an external program signs in, and gives nothing', () => {
    const signIn = { mechanism: 'PLAIN', user: 'joe@here.test', password: 'xmail' } as const
    const question = { signIn, rcpt: 'x@away.test' }
    const files = { 'smtpextauth.tab': '"PLAIN"\t"/bin/check"\n' }
    const world: World = { externalAuth: 'accepts' }
    expect(replies({ files, world, question })).toMatchObject({
      auth: '235 Authentication successful',
      rcpt: '550 Relay denied',
    })
    expect(replies({ question })).toMatchObject({ auth: '235 Authentication successful', rcpt: '250 OK' })
  })

  it('9: three fields are ignored, of equals the later line wins, no line allows', () => {
    const gate = (text: string) => decideGate(open('smtp.ipmap.tab', text), addressOf(CLIENT)).allow
    expect(gate('"10.0.0.0/8"\t"DENY"\t1\n')).toBe(true)
    expect(gate('"10.0.0.0/8"\t""\t"DENY"\t1\n"10.0.0.0/8"\t""\t"ALLOW"\t1\n')).toBe(true)
    expect(gate('"10.0.0.0/8"\t""\t"ALLOW"\t1\n"10.0.0.0/8"\t""\t"DENY"\t1\n')).toBe(false)
    expect(gate('')).toBe(true)
  })
})
