import { expect, it } from 'vitest'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { findAccountName, readAccountNames } from './mailusers'

const TEXT = [
  '"Example.test"\t"Taro"\t"1104170a481512"\t2\t"taro-2"\t"U"',
  '# "example.test"\t"off"\t"11"\t3\t"off"\t"U"',
  '"example.test"\t"everyone"\t"48"\t4\t"everyone"\t"M"',
  '"example.test"\t"taro"\t"11"\t5\t"other"\t"U"',
  '"example.test"\t"EVERYONE"\t"11"\t5\t"other"\t"U"',
  '"example.test"\t"short"\t"11"\t6\t"short"',
  '"example.test"\t"short"\t"11"\t6\t"short"\t"U"',
  '"example.test"\t"garbled"\t"1z"\t6\t"garbled"\t"U"',
  '"example.test"\t"neither"\t"11"\t6\t"neither"\t"X"',
  '"example.test"\t"odd"\t"11"\t7\t"../../etc"\t"user"',
  '"example.test"',
].join('\n')
const accounts = readAccountNames(parseDocument(fromByteString(TEXT), { lineLimit: 2046, comments: true }))

it('gives names and folders of accounts and lists as XMail finds them, and no password', () => {
  expect(accounts).toEqual([
    { domain: 'Example.test', name: 'Taro', kind: 'account', folder: 'domains/example.test/taro-2' },
    { domain: 'example.test', name: 'everyone', kind: 'list', folder: 'domains/example.test/everyone' },
    { domain: 'example.test', name: 'odd', kind: 'account', folder: 'domains/example.test/../../etc' },
  ])
})

it('finds an account whatever case its name is written in', () => {
  expect(findAccountName(accounts, 'EXAMPLE.TEST', 'TARO')).toBe(accounts[0])
  expect(findAccountName(accounts, 'example.test', 'everyone')).toBe(accounts[1])
  expect(findAccountName(accounts, 'example.test', 'short')).toBeUndefined()
})
