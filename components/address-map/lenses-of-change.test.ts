import { describe, expect, it } from 'vitest'
import { compareMailRoots } from '@/lib/xmail/effects'
import { open } from '@/lib/xmail/policy/testing/policy-of'
import { lensesOfChange } from './lenses-of-change'

type Texts = Readonly<Record<string, string>>

function lenses(before: Texts, after: Texts) {
  const files = (texts: Texts) =>
    new Map(Object.entries(texts).map(([path, text]) => [path, open(path, text)] as const))
  return lensesOfChange(compareMailRoots(files(before), files(after)))
}

describe('lensesOfChange', () => {
  it.each([
    ['relay', 'smtprelay.tab', '"192.0.2.0/24"\n'],
    ['pop3', 'pop3.ipmap.tab', '"192.0.2.0/24"\t""\t"DENY"\t1\n'],
    ['ctrl', 'ctrl.ipmap.tab', '"192.0.2.0/24"\t""\t"DENY"\t1\n'],
    ['client', 'smtp.ipmap.tab', '"192.0.2.0/24"\t""\t"DENY"\t1\n'],
    ['client', 'spammers.tab', '"192.0.2.0/24"\t"code=-5"\n'],
  ])('finds %s by %s', (lens, path, text) => {
    const beside = { 'server.tab': '', 'spammers.tab': '' }
    expect(lenses({ ...beside, [path]: '' }, { ...beside, [path]: text })).toEqual([lens])
  })

  it('has none for rows that say the same again, for IPv6 alone, and for one account', () => {
    const relay = '"10.0.0.0/8"\n'
    expect(lenses({ 'smtprelay.tab': relay }, { 'smtprelay.tab': `${relay}"10.1.0.0/16"\n` })).toEqual([])
    expect(lenses({ 'smtprelay.tab': '' }, { 'smtprelay.tab': '"2001:db8::/32"\n' })).toEqual([])
    const account = 'domains/here.test/joe/pop3.ipmap.tab'
    expect(lenses({ [account]: '' }, { [account]: '"192.0.2.0/24"\t""\t"DENY"\t1\n' })).toEqual([])
  })
})
