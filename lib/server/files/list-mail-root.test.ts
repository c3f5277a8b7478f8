import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { err, unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { isTextShown } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { listMailRoot } from './list-mail-root'

const open = async () => {
  const world = await openTestWorld()
  const store = unwrap(await world.stores.storeFor(world.serverId))
  const list = async (folder: string) => unwrap(await listMailRoot(store, folder))
  return { ...world, store, list }
}

it('lists what XMail reads, there or not, and the folders of tables', async () => {
  const { list } = await open()
  const root = await list('')
  const file = (path: string) => root.files.find((each) => each.path === path)
  expect(file('smtprelay.tab')).toMatchObject({ refusal: null, isShown: true, known: 'smtprelay.tab' })
  expect(file('smtp.hnprop.tab')).toMatchObject({ sizeBytes: null, isShown: true })
  expect(file('aliases.tab')).toMatchObject({ refusal: 'indexed', isShown: true })
  expect(file('mailusers.tab')).toMatchObject({ refusal: 'indexed', isShown: false })
  expect(file('smtpauth.tab')).toMatchObject({ refusal: 'secret', isShown: false })
  expect(file('message.id')).toMatchObject({ refusal: 'runtime', known: null })
  expect(root.folders).toEqual([
    ...['filters', 'custdomains', 'userauth/pop3', 'userauth/smtp', 'certs'],
    ...['domains/example.test', 'domains/office.example.test'],
  ])
  const domain = await list('domains/example.test')
  expect(domain.folders).toContain('domains/example.test/taro')
  expect((await list('domains/example.test/taro')).files.map(({ path }) => path)).toEqual([
    'domains/example.test/taro/pop3.ipmap.tab',
    'domains/example.test/taro/user.tab',
  ])
  expect((await list('filters')).files).toMatchObject([{ path: 'filters/virus.tab', known: 'filters/*' }])
  expect((await list('certs')).files).toEqual([])
})

it('lists no mail, no logs and nothing outside', async () => {
  const { store } = await open()
  for (const folder of [
    'spool',
    'logs',
    'tmp',
    'domains/example.test/taro/Maildir',
    '..',
    'filters/..',
    '/etc',
  ])
    expect(await listMailRoot(store, folder), folder).toEqual(err('NOT_FOUND'))
})

it('says nothing that stands in a file with secrets', async () => {
  const { mailRoot, list } = await open()
  const canary = 'canary-7f3a'
  await mkdir(join(mailRoot, 'userauth/smtp'), { recursive: true })
  const secret = [
    'smtpauth.tab',
    'ctrlaccounts.tab',
    'pop3links.tab',
    'server.key',
    'userauth/smtp/a.test.tab',
  ]
  for (const name of secret) await writeFile(join(mailRoot, name), `"${canary}"\t"${canary}"\t"${canary}"\n`)
  const lists = await Promise.all(['', 'filters', 'userauth/smtp', 'domains/example.test'].map(list))
  const said = JSON.stringify(lists)
  expect(said).not.toContain(canary)
  for (const line of readFileSync(join(mailRoot, 'mailusers.tab'), 'latin1').split('\n')) {
    const password = line.split('\t')[2]?.replaceAll('"', '')
    if (password) expect(said).not.toContain(password)
  }
  for (const name of [...secret, 'mailusers.tab']) expect(isTextShown(mailRootPath(name)), name).toBe(false)
})
