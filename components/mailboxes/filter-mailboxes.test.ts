import { expect, it } from 'vitest'
import {
  domainsOf,
  filterMailboxes,
  parseMailboxFilter,
  printMailboxFilter,
  type ShownMailbox,
} from './filter-mailboxes'

const mailbox = (name: string, domain: string, kind: ShownMailbox['kind'] = 'account'): ShownMailbox => ({
  name,
  domain,
  kind,
  path: null,
  inDraft: false,
})
const ALL = [
  mailbox('hanako', 'example.test'),
  mailbox('everyone', 'Example.test', 'list'),
  mailbox('sato', 'office.example.test'),
]
const namesOf = (search: Record<string, string>) =>
  filterMailboxes(ALL, parseMailboxFilter(search)).map(({ name }) => name)

it('finds by parts of the address, by domain as a whole, and by kind', () => {
  expect(namesOf({})).toEqual(['hanako', 'everyone', 'sato'])
  expect(namesOf({ q: 'EXAMPLE  o' })).toEqual(['hanako', 'everyone', 'sato'])
  expect(namesOf({ q: 'o@off' })).toEqual(['sato'])
  expect(namesOf({ domain: 'example.test' })).toEqual(['hanako', 'everyone'])
  expect(namesOf({ domain: 'example.test', kind: 'list' })).toEqual(['everyone'])
  expect(namesOf({ domain: 'nowhere.test' })).toEqual([])
})

it('keeps a filter in the address, and makes nothing of what it does not know', () => {
  for (const search of [{}, { q: 'a&b=c' }, { domain: 'example.test', kind: 'list' }]) {
    const filter = parseMailboxFilter(search)
    const printed = new URLSearchParams(printMailboxFilter(filter))
    expect(parseMailboxFilter(Object.fromEntries(printed))).toEqual(filter)
  }
  expect(parseMailboxFilter({ kind: 'robot' }).kind).toBe('')
})

it('names each domain once', () => {
  expect(domainsOf(ALL)).toEqual(['example.test', 'office.example.test'])
})
