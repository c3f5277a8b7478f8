import { describe, expect, it } from 'vitest'
import { compilePolicy, decideSmtp, mailRootFiles, type SmtpQuestion } from '@/lib/xmail/policy'
import { addressOf, decided, open, QUIET } from '@/lib/xmail/policy/testing/policy-of'
import { readAccountNames } from '@/lib/xmail/tables/mailusers'
import { permissionLetters, relayWays } from './index'

const TEXTS = {
  'server.tab': '"RootDomain"\t"here.test"\n"SmtpServerDomain"\t"here.test"\n',
  'domains.tab': '"here.test"\n',
  'spammers.tab': '',
  'smtprelay.tab': '"192.0.2.0/24"\n"198.51.100.7"\n"10.0.0.0"\t"255.255.255.252"\n"mail.test/32"\n',
  'smtpauth.tab': [
    '"scanner"\t"pw"\t"MR"\n',
    '"plain"\t"pw"\t"M"\n',
    '"short"\t"pw"\n',
    '"scanner"\t"pw"\t""\n',
    '"small"\t"pw"\t"mr"\n',
  ].join(''),
  'mailusers.tab': [
    '"here.test"\t"joe"\t"1d08040c09"\t1\t"joe"\t"U"\n',
    '"Here.Test"\t"list"\t"1d08040c09"\t2\t"list"\t"M"\n',
    '"here.test"\t"odd"\t"1d08040c0"\t3\t"odd"\t"U"\n',
    '"here.test"\t"JOE"\t"00"\t4\t"other"\t"U"\n',
  ].join(''),
  'smtp.ipprop.tab': '"203.0.113.0/24"\t"WhiteList"\n"203.0.113.0/25"\t"NoAuth"\n',
  'smtpextauth.tab': '"LOGIN"\t"/bin/true"\n"PLAIN"\n',
} as const

const filesOf = (more: Readonly<Record<string, string>> = {}) =>
  new Map(Object.entries({ ...TEXTS, ...more }).map(([path, text]) => [path, open(path, text)]))

/** Whether XMail takes mail to somewhere else, by the code that answers sessions. */
function relays(question: Partial<SmtpQuestion>, more: Readonly<Record<string, string>> = {}, world = QUIET) {
  const policy = compilePolicy(mailRootFiles(filesOf(more), null))
  const asked = { client: addressOf('198.18.0.1'), from: 'a@b.test', rcpt: 'c@far.test', ...question }
  return decided(decideSmtp(policy, asked, world)).exchange.at(-1)?.reply === '250 OK'
}
const signIn = (user: string, mechanism: 'PLAIN' | 'LOGIN' | 'CRAM-MD5' = 'PLAIN') => ({
  signIn: { user, mechanism, password: null },
})

describe('who can relay', () => {
  const ways = relayWays(filesOf(), [])

  it('networks, and what of the file is not counted', () => {
    expect(ways.networks).toMatchObject({ present: true, rows: 3, dead: 1, uncounted: 1 })
    expect(ways.networks.reach).toMatchObject({ v4: 260, prefixes: ['10.0.0.0/30', '192.0.2.0/24'] })
    expect(relays({ client: addressOf('192.0.2.9') })).toBe(true)
    expect(relays({ client: addressOf('198.51.100.7') })).toBe(false)
  })

  it('a missing file is nobody', () => {
    const none = relayWays(new Map([['smtprelay.tab', null]]), [])
    expect(none.networks).toMatchObject({ present: false, rows: 0 })
    expect(none.networks.reach).toMatchObject({ v4: 0, v6: '0' })
  })

  it('accounts of smtpauth.tab: three fields, capital R, the first of equals', () => {
    expect(ways.logins).toMatchObject({ others: 2, dead: 1 })
    expect(ways.logins.relaying).toEqual([{ name: 'scanner', line: 1, letters: 'MR' }])
    expect(['scanner', 'plain', 'short', 'small'].map((user) => relays(signIn(user)))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('mail accounts, mailing lists too, but none whose password XMail cannot decode', () => {
    expect(readAccountNames(open('mailusers.tab', TEXTS['mailusers.tab'])).map(({ name }) => name)).toEqual([
      'joe',
      'list',
    ])
    expect(ways.accounts).toEqual({ total: 2, defaultLetters: 'MRVZ', isDefaultSet: false })
    expect(['joe', 'list', 'odd'].map((user) => relays(signIn(`${user}@here.test`)))).toEqual([
      true,
      true,
      false,
    ])
  })

  it('the letters of an account itself come before DefaultSmtpPerms', () => {
    const server = `${TEXTS['server.tab']}"DefaultSmtpPerms"\t"MV"\n`
    expect(relayWays(filesOf({ 'server.tab': server }), []).accounts.defaultLetters).toBe('MV')
    expect(relays(signIn('joe@here.test'), { 'server.tab': server })).toBe(false)
    const user = { 'server.tab': server, 'domains/here.test/joe/user.tab': '"SmtpPerms"\t"R"\n' }
    expect(relays(signIn('joe@here.test'), user)).toBe(true)
    expect(permissionLetters('RrxMM')).toBe('MR')
  })

  it('POP before SMTP, unless it is switched off; “yes” is off', () => {
    const fetched = { ...QUIET, popSignIns: ['joe@here.test'] }
    expect(ways.popBeforeSmtp).toBe(true)
    expect(relays({ from: 'joe@here.test' }, {}, fetched)).toBe(true)
    const off = { 'server.tab': `${TEXTS['server.tab']}"EnableAuthSMTP-POP3"\t"yes"\n` }
    expect(relayWays(filesOf(off), []).popBeforeSmtp).toBe(false)
    expect(relays({ from: 'joe@here.test' }, off, fetched)).toBe(false)
  })

  it('not a program, whatever it says', () => {
    expect(ways.programs).toEqual(['LOGIN'])
    expect(relays(signIn('scanner', 'LOGIN'), {}, { ...QUIET, externalAuth: 'accepts' })).toBe(false)
  })

  it('not a whitelist', () => {
    expect(ways.whitelists.byAddress.prefixes).toEqual(['203.0.113.0/24'])
    expect(relays({ client: addressOf('203.0.113.9') })).toBe(false)
  })

  it('custom domains, and with the empty name everybody to everywhere', () => {
    expect(relayWays(filesOf(), ['Far.test', '']).customDomains).toEqual({ all: true, names: ['far.test'] })
    expect(relays({}, { 'custdomains/far.test.tab': '' })).toBe(true)
    expect(relays({}, { 'custdomains/near.test.tab': '' })).toBe(false)
    expect(relays({}, { 'custdomains/.tab': '' })).toBe(true)
  })
})
