import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CATALOG } from '@/lib/xmail/catalog'
import files from '@/messages/en/files.json'
import { aboutKey } from './file-words'
import { FORM_PAGES, formPageOf } from './form-pages'

const PAGES = join(import.meta.dirname, '../../app/(console)/servers/[serverId]')
const isPage = (place: string) => existsSync(join(PAGES, place, 'page.tsx'))

it('has words for each file of the catalog, and for no other', () => {
  const keys = [...new Set(CATALOG.map(({ path }) => aboutKey(path)))].sort()
  expect(Object.keys(files.about).sort()).toEqual(keys)
})

it('leads from a file to a page that is there', () => {
  const places = Object.values(FORM_PAGES).map((place) => place.replace(/^access\/\w+$/, 'access/[service]'))
  expect(places.filter((place) => !isPage(place))).toEqual([])
  expect(formPageOf('domains/example.test/taro/pop3.ipmap.tab')).toBe('access/pop3/example.test/taro')
  expect(isPage('access/pop3/[domain]/[user]')).toBe(true)
  expect(formPageOf('domains/example.test/a b/user.tab')).toBe('mailboxes/example.test/a%20b')
  expect(isPage('mailboxes/[domain]/[user]')).toBe(true)
  expect(formPageOf('filters.in.tab')).toBeNull()
})
