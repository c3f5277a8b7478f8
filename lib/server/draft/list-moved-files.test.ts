import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ok, unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { lookOutside } from '../outside/look-outside'
import { applyAll, change } from '../undo/testing/apply-and-take'
import { listMovedFiles } from './list-moved-files'
import { openDraft } from './open-draft'
import { stageEdit } from './stage-edit'

const RELAY = mailRootPath('smtprelay.tab')
const add = (network: string): Edit => ({
  ...{ table: 'smtprelay', path: RELAY, op: 'add', networks: [network], confirmed: [] },
})

async function setUp() {
  const world = await openTestWorld()
  const { records, serverId, owner, helpdesk } = world
  const stage = (person: typeof owner, edit: Edit) =>
    stageEdit(world, { serverId, person, path: edit.path, makeEdit: () => ok(edit) })
  const moved = async (person: typeof owner) =>
    listMovedFiles(world, serverId, unwrap(await openDraft(records, serverId, person.id)))
  return { world, stage, moved, owner, helpdesk }
}

it('tells of a file that somebody has changed outside of the console, once it has looked', async () => {
  const { world, stage, moved, owner, helpdesk } = await setUp()
  unwrap(await stage(owner, add('192.0.2.0/24')))
  await lookOutside(world, world.serverId)
  expect([await moved(owner), await moved(helpdesk)]).toEqual([[], []])
  writeFileSync(join(world.mailRoot, RELAY), '# by hand\n')
  expect(await moved(owner)).toEqual([])
  await lookOutside(world, world.serverId)
  expect(await moved(owner)).toEqual([RELAY])
})

it('tells of a file that another person has changed, and not of one’s own apply', async () => {
  const { world, stage, moved, helpdesk, owner } = await setUp()
  unwrap(await stage(helpdesk, add('192.0.2.0/24')))
  await change(world, add('198.51.100.0/24'))
  expect(await moved(helpdesk)).toEqual([RELAY])
  unwrap(await stage(owner, add('203.0.113.0/24')))
  await applyAll(world)
  expect(await moved(owner)).toEqual([])
})
