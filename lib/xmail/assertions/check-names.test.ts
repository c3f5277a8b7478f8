import { describe, expect, it } from 'vitest'
import { policyOf } from '@/lib/xmail/policy/testing/policy-of'
import { checkAccount } from './check-account'
import { checkSender } from './check-sender'

type Files = Readonly<Record<string, string | null>>

describe('checkSender', () => {
  const check = (claim: 'refused' | 'accepted', sender: string, files: Files, vars = {}) =>
    checkSender(policyOf(vars, files), { kind: 'sender', claim, sender })
  const rude = { 'spam-address.tab': '# list\n"*@rude.example"\n' }

  it.each([
    ['x@rude.example', 'refused'],
    ['x@kind.example', 'accepted'],
    ['x@sub.rude.example', 'accepted'],
  ] as const)('knows what spam-address.tab does with %s', (sender, does) => {
    expect(check(does, sender, rude)).toEqual({ kind: 'holds' })
    const other = does === 'refused' ? 'accepted' : 'refused'
    expect(check(other, sender, rude)).toMatchObject({
      kind: 'broken',
      example: {
        client: null,
        decider: { file: 'spam-address.tab', line: does === 'refused' ? 2 : null },
        question: { service: 'smtp', from: sender },
      },
    })
  })

  it('refuses nobody without the table', () => {
    expect(check('accepted', 'x@rude.example', { 'spam-address.tab': null })).toEqual({ kind: 'holds' })
  })

  it('cannot tell what DNS is asked, but knows it of whoever is refused anyway', () => {
    const asking = { CheckMailerDomain: '1' }
    for (const claim of ['refused', 'accepted'] as const) {
      const state = check(claim, 'x@kind.example', rude, asking)
      expect(state).toMatchObject({ kind: 'unknown', why: 'depends' })
      const ways = state.kind === 'unknown' && state.why === 'depends' ? state.ways : []
      expect(ways.map(({ assumed, holds }) => [assumed[0]?.on, assumed[0]?.given, holds])).toEqual(
        ['yes', 'no'].map((given) => [
          expect.objectContaining({ kind: 'sender-domain', domain: 'kind.example' }),
          given,
          (claim === 'accepted') === (given === 'yes'),
        ]),
      )
    }
    expect(check('refused', 'x@rude.example', rude, asking)).toEqual({ kind: 'holds' })
    expect(check('accepted', 'x@rude.example', rude, asking).kind).toBe('broken')
    // Only 1 is yes to XMail's flags.
    expect(check('accepted', 'x@kind.example', rude, { CheckMailerDomain: 'yes' }).kind).toBe('holds')
  })

  it('names the file that nobody has read', () => {
    const policy = policyOf({}, {}, 'unread')
    expect(checkSender(policy, { kind: 'sender', claim: 'refused', sender: 'a@b.test' })).toEqual({
      kind: 'unknown',
      why: 'unread',
      path: 'spam-address.tab',
    })
  })
})

describe('checkAccount', () => {
  const check = (claim: 'may' | 'may-not', account: string, files: Files, vars = {}) =>
    checkAccount(policyOf(vars, files), { kind: 'account', claim, account })
  const logins = { 'smtpauth.tab': '"phone"\t"word"\t"MR"\n"printer"\t"word"\t"M"\n' }

  it.each([
    ['phone', 'may'],
    ['printer', 'may-not'],
    ['nobody', 'may-not'],
  ] as const)('knows the permissions of %s in smtpauth.tab', (account, does) => {
    expect(check(does, account, logins)).toEqual({ kind: 'holds' })
    expect(check(does === 'may' ? 'may-not' : 'may', account, logins).kind).toBe('broken')
  })

  it('names the line that lets an account relay', () => {
    expect(check('may-not', 'phone', logins)).toMatchObject({
      example: { client: null, decider: { file: 'smtpauth.tab', line: 1 }, question: { as: 'phone' } },
    })
  })

  it('counts the widest of several lines of one name, and never says a password', () => {
    const twice = { 'smtpauth.tab': '"phone"\t"0ne"\t"M"\n"phone"\t"tw0"\t"MR"\n' }
    const state = check('may-not', 'phone', twice)
    expect(state).toMatchObject({ kind: 'broken', example: { decider: { line: 2 } } })
    expect(JSON.stringify(state)).not.toMatch(/0ne|tw0/)
  })

  it('finds what the account may, not what its address may', () => {
    const relaying = { ...logins, 'smtprelay.tab': '"0.0.0.0"\t"128.0.0.0"\n' }
    expect(check('may-not', 'printer', relaying)).toEqual({ kind: 'holds' })
  })

  it('knows mail accounts by user.tab and DefaultSmtpPerms', () => {
    const user = 'joe@here.test'
    const own = (perms: string) => ({ 'domains/here.test/joe/user.tab': `"SmtpPerms"\t"${perms}"\n` })
    expect(check('may', user, own('MR')).kind).toBe('holds')
    expect(check('may-not', user, own('M')).kind).toBe('holds')
    expect(check('may-not', user, {}, { DefaultSmtpPerms: 'M' }).kind).toBe('holds')
    expect(check('may', user, {}, { DefaultSmtpPerms: 'MR' }).kind).toBe('holds')
  })

  it('names the file of an account that nobody has read', () => {
    const files = Object.fromEntries(
      ['smtprelay.tab', 'smtpauth.tab', 'smtp.ipmap.tab', 'smtp.ipprop.tab', 'smtp.hnprop.tab']
        .concat('custdomains/.tab', 'smtpextauth.tab', 'spam-address.tab', 'aliasdomain.tab', 'aliases.tab')
        .map((path) => [path, null]),
    )
    const policy = policyOf({}, files, 'unread')
    const state = checkAccount(policy, { kind: 'account', claim: 'may', account: 'joe@here.test' })
    expect(state).toEqual({ kind: 'unknown', why: 'unread', path: 'domains/here.test/joe/user.tab' })
  })
})
