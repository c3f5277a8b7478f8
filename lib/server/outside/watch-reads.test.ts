import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { listRevisions } from '@/lib/db/revisions'
import { unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { openTestWorld } from '@/test/support/open-test-world'
import { ReadWatch, tellReads } from './watch-reads'

const PATH = mailRootPath('smtprelay.tab')

async function setUp() {
  const world = await openTestWorld()
  const { records, serverId, stores } = world
  const watch = new ReadWatch(() => world)
  const store = tellReads(unwrap(await stores.storeFor(serverId)), (snapshot) =>
    watch.noticeRead(serverId, snapshot),
  )
  return {
    watch,
    serverId,
    visit: async () => unwrap(await store.readSnapshot([PATH])),
    change: () => writeFileSync(join(world.mailRoot, PATH), '"203.0.113.0"\t"255.255.255.0"\n'),
    history: () => listRevisions(records, serverId),
  }
}

it('finds at a visit what has changed since the one before', async () => {
  const { watch, serverId, visit, change, history } = await setUp()
  await watch.look(serverId)
  await visit()
  expect(await history()).toEqual([])
  change()
  await visit()
  await vi.waitFor(async () => expect(await history()).toHaveLength(1), { timeout: 15_000, interval: 100 })
})

it('does not look again at what it knows', async () => {
  const { watch, serverId, visit } = await setUp()
  await watch.look(serverId)
  const look = vi.spyOn(watch, 'look')
  await visit()
  await visit()
  // A look that was due would have been set going by now: the first waits for nothing but its turn.
  await new Promise((resolve) => setImmediate(resolve))
  expect(look).not.toHaveBeenCalled()
})
