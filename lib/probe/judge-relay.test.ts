import { describe, expect, it } from 'vitest'
import { decideSmtp } from '@/lib/xmail/policy'
import { addressOf, policyOf, QUIET } from '@/lib/xmail/policy/testing/policy-of'
import { endOf, expectedEnds, judgeRelay } from './judge-relay'

const client = addressOf('192.0.2.9')

function expected(rcpt: string, files: Readonly<Record<string, string>> = {}, vars = {}) {
  return expectedEnds(decideSmtp(policyOf(vars, files), { client, from: 'a@example.com', rcpt }, QUIET))
}

const rcpt = (reply: string | null) => ({ command: 'rcpt' as const, reply })

describe('judgeRelay', () => {
  it('is content with the very refusal that the files lead to expect', () => {
    const ends = expected('b@example.net')
    expect(ends).toEqual([{ command: 'rcpt', reply: '550 Relay denied', isLocal: false }])
    expect(judgeRelay(rcpt('550 Relay denied'), ends)).toBe('refused')
    expect(judgeRelay(rcpt('554 no'), ends)).toBe('differs')
    expect(judgeRelay({ command: 'mail', reply: '550 Relay denied' }, ends)).toBe('differs')
    expect(judgeRelay(rcpt(null), ends)).toBe('differs')
  })

  it('calls it relaying when it is taken, whether the files allow it or not', () => {
    expect(judgeRelay(rcpt('250 OK'), expected('b@example.net'))).toBe('relays')
    const open = expected('b@example.net', { 'smtprelay.tab': '"0.0.0.0"\t"0.0.0.0"\n' })
    expect(judgeRelay(rcpt('250 OK'), open)).toBe('relays')
    expect(judgeRelay(rcpt('550 Relay denied'), open)).toBe('differs')
  })

  it('knows a mailbox of the server behind an odd address', () => {
    const files = { 'aliases.tab': '"here.test"\t"*"\t"joe"\n' }
    const ends = expected('b%example.net@here.test', files)
    expect(ends).toEqual([{ command: 'rcpt', reply: '250 OK', isLocal: true }])
    expect(judgeRelay(rcpt('250 OK'), ends)).toBe('local')
    expect(judgeRelay(rcpt('250 OK'), expected('b%example.net@here.test'))).toBe('relays')
  })

  it('takes every answer that only name servers could tell apart', () => {
    const question = { client, from: 'a@example.com', rcpt: 'b@example.net' }
    const { senderDomainFound: _, ...world } = QUIET
    const ends = expectedEnds(decideSmtp(policyOf({ CheckMailerDomain: '1' }), question, world))
    expect(ends.map(({ reply }) => reply)).toEqual([
      '550 Relay denied',
      '505 Your domain has no DNS/MX entries',
    ])
    expect(judgeRelay({ command: 'mail', reply: '505 Your domain has no DNS/MX entries' }, ends)).toBe(
      'refused',
    )
  })

  it('overlooks the release of XMail, and reads where an attempt ended', () => {
    const ends = expected('b@example.net', { 'smtp.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n' })
    const reply = '421 [XMail 1.25 ESMTP Server] service not available (-130), closing transmission channel'
    expect(judgeRelay(endOf([{ command: 'connect', sent: '', reply }]), ends)).toBe('refused')
    expect(endOf([])).toEqual({ command: 'connect', reply: null })
  })
})
