import { describe, expect, it } from 'vitest'
import { compareMailRoots, type EffectFiles } from '@/lib/xmail/effects'
import { open } from '@/lib/xmail/policy/testing/policy-of'
import effectsEn from '@/messages/en/effects.json'
import { statementsOf } from './statements'

const files = (texts: Readonly<Record<string, string | null>>): EffectFiles =>
  new Map(Object.entries(texts).map(([path, text]) => [path, text === null ? null : open(path, text)]))

function told(
  before: Readonly<Record<string, string | null>>,
  after: Readonly<Record<string, string | null>>,
) {
  const effects = compareMailRoots(files(before), files(after))
  return statementsOf(effects).map(({ look, key, reach, names }) => {
    expect(effectsEn).toHaveProperty(key)
    return [look, key, ...(reach?.prefixes ?? []), ...(reach?.except ?? []), ...(names ?? [])].join(' ')
  })
}

const CLOSED = '"::/0"\t""\t"DENY"\t1\n"10.0.0.0/8"\t""\t"ALLOW"\t2\n'

describe('what a change means, sentence by sentence', () => {
  it('relay', () => {
    expect(told({ 'smtprelay.tab': '' }, { 'smtprelay.tab': '"192.0.2.64/26"\n' })).toEqual([
      'opens relay_gained 192.0.2.64/26',
    ])
    const covered = { 'smtprelay.tab': '"10.0.0.0/8"\n' }
    expect(told(covered, { 'smtprelay.tab': '"10.0.0.0/8"\n"10.1.0.0/16"\n' })).toEqual([
      'neither relay_same',
    ])
  })

  it('a row of relay that is too scattered to be listed, and not that all stays the same', () => {
    const after = { 'smtprelay.tab': '"10.0.0.1"\t"255.0.0.1"\n' }
    expect(told({ 'smtprelay.tab': '' }, after)).toEqual(['neither scattered_added'])
    expect(told(after, { 'smtprelay.tab': '' })).toEqual(['neither scattered_removed'])
  })

  it('relay, with what SMTP makes of it before smtprelay.tab is asked', () => {
    const rest = { 'server.tab': '', 'smtp.ipprop.tab': null, 'smtp.ipmap.tab': null }
    const refusing = { ...rest, 'spammers.tab': '"192.0.2.0/25"\n', 'smtprelay.tab': '' }
    const relaying = { ...refusing, 'smtprelay.tab': '"192.0.2.0/24"\n' }
    expect(told(refusing, relaying)).toEqual([
      'opens relay_gained 192.0.2.0/24',
      'neither relay_withheld 192.0.2.0/25',
    ])
    const sparing = { ...relaying, 'spammers.tab': '' }
    expect(told(relaying, sparing)).toEqual([
      'opens relay_freed 192.0.2.0/25',
      'opens smtp_gained 192.0.2.0/25',
    ])
    expect(told(sparing, relaying)[0]).toBe('closes relay_barred 192.0.2.0/25')
    // Who is whitelisted passes spammers.tab by, and who only has to wait is let in.
    const white = { ...relaying, 'smtp.ipprop.tab': '"192.0.2.0/24"\t"WhiteList"\n' }
    expect(told(relaying, white)[0]).toBe('opens relay_freed 192.0.2.0/25')
    const waiting = { ...relaying, 'spammers.tab': '"192.0.2.0/25"\t"code=-5"\n' }
    expect(told({ ...waiting, 'smtprelay.tab': '' }, waiting)).toEqual(['opens relay_gained 192.0.2.0/24'])
  })

  it('a gate that closes but for one network', () => {
    expect(told({ 'ctrl.ipmap.tab': null }, { 'ctrl.ipmap.tab': CLOSED })).toEqual([
      'closes connect_lost 0.0.0.0/0 ::/0 10.0.0.0/8',
    ])
  })

  it('SMTP is closed by what stands before its access list', () => {
    const rest = { 'server.tab': '', 'smtp.ipmap.tab': CLOSED, 'smtp.ipprop.tab': null }
    // Without spammers.tab nobody gets in: opening the access list changes nothing.
    expect(
      told({ ...rest, 'spammers.tab': null }, { ...rest, 'spammers.tab': null, 'smtp.ipmap.tab': null }),
    ).toEqual(['neither smtp_same'])
    const white = { ...rest, 'spammers.tab': '', 'smtp.ipprop.tab': '"192.0.2.0/24"\t"WhiteList"\n' }
    expect(told({ ...rest, 'spammers.tab': '' }, white)).toEqual([
      'opens smtp_gained 192.0.2.0/24',
      'opens white-listed_gained 192.0.2.0/24',
    ])
    const dropped = { ...white, 'server.tab': '"SMTP-IpMapDropCode"\t"0"\n' }
    expect(told(white, dropped)[0]).toMatch(/^opens smtp_gained /)
  })

  it('who is refused, may send only signed in, and waits', () => {
    const table = '"192.0.2.0/25"\t"code=0"\n"192.0.2.0/24"\t"code=-5"\n"198.51.100.0/24"\n'
    expect(told({ 'spammers.tab': '' }, { 'spammers.tab': table })).toEqual([
      'closes smtp_lost 198.51.100.0/24',
      'closes signInOnly_gained 192.0.2.0/25',
      'closes waits_gained 192.0.2.128/25',
    ])
  })

  it('senders, but none that another pattern has covered', () => {
    const before = { 'spam-address.tab': '"*@Rude.net"\n"a@b.test"\n' }
    const after = { 'spam-address.tab': '"*@rude.NET"\n"x*@rude.net"\n"y@rude.net"\n"*.test"\n' }
    expect(told(before, after)).toEqual(['closes senders_refused *.test'])
    expect(told(after, before)).toEqual(['opens senders_admitted *.test'])
  })

  it('accounts by what they may do, and never a password', () => {
    const before = {
      'smtpauth.tab': '"a"\t"secret"\t"M"\n"b"\t"secret"\t"MR"\n"c"\t"secret"\t"M"\n"e"\t"x"\n',
    }
    const after = {
      'smtpauth.tab': '"a"\t"secret"\t"MR"\n"b"\t"other"\t"MR"\n"d"\t"secret"\t"M"\n"e"\t"x"\t"R"\n',
    }
    const all = told(before, after)
    expect(all).toEqual([
      'opens accounts_relay a e',
      'opens accounts_new d',
      'closes accounts_gone c',
      'neither accounts_password b',
    ])
    expect(JSON.stringify(compareMailRoots(files(before), files(after)))).not.toMatch(/secret|other/)
  })

  it('mail users by their own letters, else by those of server.tab', () => {
    const path = 'domains/example.test/taro/user.tab'
    const server = { 'server.tab': '"DefaultSmtpPerms"\t"MV"\n' }
    expect(told({ ...server, [path]: '' }, { ...server, [path]: '"SmtpPerms"\t"MR"\n' })).toEqual([
      'opens accounts_relay taro@example.test',
    ])
    expect(told({ 'server.tab': '', [path]: '' }, { 'server.tab': '', [path]: '"SmtpPerms"\t""\n' })).toEqual(
      ['closes accounts_noRelay taro@example.test'],
    )
  })

  it('names of clients, programs and custom domains', () => {
    expect(
      told({ 'smtp.hnprop.tab': null }, { 'smtp.hnprop.tab': '"mx."\t"WhiteList"\t"EaseTLS"\n' }),
    ).toEqual(['closes hostNames_required', 'opens hostNames_white-listed_gained mx.'])
    expect(told({ 'smtpextauth.tab': '' }, { 'smtpextauth.tab': '"plain"\t"/bin/x"\n"X"\t"y"\n' })).toEqual([
      'closes externalAuth_begins PLAIN',
    ])
    expect(told({}, { 'custdomains/.tab': '', 'custdomains/.lab.test.tab': '' })).toEqual([
      'opens customDomains_all',
      'opens customDomains_gained .lab.test',
    ])
  })

  it('settings, in XMail’s own reading', () => {
    const effects = (before: string, after: string) =>
      compareMailRoots(files({ 'server.tab': before }), files({ 'server.tab': after })).variables
    expect(effects('', '"EnableAuthSMTP-POP3"\t"yes"\n')).toEqual([
      {
        name: 'EnableAuthSMTP-POP3',
        before: { kind: 'switch', on: true },
        after: { kind: 'switch', on: false },
        direction: 'closes',
      },
    ])
    // The first of duplicates counts, and the default written out changes nothing.
    expect(effects('', '"DefaultSmtpPerms"\t"ZVRM"\n"DefaultSmtpPerms"\t"M"\n')).toEqual([])
    expect(effects('', '"CustMapsList"\t"bl.test:1,x.test:2"\n')[0]?.after).toEqual({
      kind: 'zones',
      zones: [
        { zone: 'bl.test', does: 'refuses', seconds: 0 },
        { zone: 'x.test', does: 'waits', seconds: 2 },
      ],
    })
  })
})
