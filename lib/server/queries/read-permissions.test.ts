import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { openTestWorld } from '@/test/support/open-test-world'
import { readPermissions } from './read-permissions'

async function setUp() {
  const { stores, serverId, mailRoot } = await openTestWorld()
  const store = unwrap(await stores.storeFor(serverId))
  const read = async () => unwrap(await readPermissions(store, 0)).accounts
  const [first] = await read()
  if (!first) throw new Error('the sample has accounts')
  const [user = '', domain = ''] = first.name.split('@')
  const file = join(mailRoot, 'domains', domain, user, 'user.tab')
  const again = async () => (await read()).find(({ name }) => name === first.name)
  return { file, again }
}

it('gives an account without a user.tab what all have, as XMail does', async () => {
  const { file, again } = await setUp()
  rmSync(file, { force: true })
  expect(await again()).toMatchObject({ isOwn: false, letters: expect.stringContaining('M') })
})

it('says that it does not know where a user.tab is there and cannot be read', async () => {
  const { file, again } = await setUp()
  rmSync(file, { force: true })
  mkdirSync(file)
  expect(await again()).toMatchObject({ isOwn: false, letters: null })
})
