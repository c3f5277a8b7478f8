import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fault, ok, unwrap } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { discardEdit } from './discard-edit'
import { openDraft } from './open-draft'
import { stageEdit } from './stage-edit'

const path = mailRootPath('smtprelay.tab')
const place = { table: 'smtprelay', path } as const
const add = (...networks: string[]): Edit => ({ ...place, op: 'add', networks, confirmed: [] })
const stage = (world: TestWorld, edit: Edit, person: Person = world.owner) =>
  stageEdit(world, { serverId: world.serverId, person, path, makeEdit: () => ok(edit) })
const draftOf = async (world: TestWorld, person: Person = world.owner) =>
  unwrap(await openDraft(world.records, world.serverId, person.id))

it('keeps edits for later and writes nothing to the server', async () => {
  const world = await openTestWorld()
  const before = world.readFile('smtprelay.tab')
  expect(await stage(world, add('192.0.2.64/26'))).toEqual(ok(null))
  expect(await stage(world, add('198.51.100.0/27'))).toEqual(ok(null))
  expect((await draftOf(world)).edits).toEqual([add('192.0.2.64/26'), add('198.51.100.0/27')])
  expect(world.readFile('smtprelay.tab').equals(before)).toBe(true)
})

it('checks an edit against the draft’s own edits too', async () => {
  const world = await openTestWorld()
  await stage(world, add('192.0.2.64/26'))
  const again = await stage(world, add('192.0.2.70/32'))
  expect(again).toMatchObject({
    ok: false,
    error: { code: 'NETWORK_COVERED', details: { by: '192.0.2.64/26' } },
  })
  expect((await draftOf(world)).edits).toHaveLength(1)
})

it('keeps one person’s draft apart from another’s', async () => {
  const world = await openTestWorld()
  await stage(world, add('192.0.2.64/26'))
  await stage(world, add('192.0.2.128/26'), world.helpdesk)
  expect((await draftOf(world)).edits).toEqual([add('192.0.2.64/26')])
  expect((await draftOf(world, world.helpdesk)).edits).toEqual([add('192.0.2.128/26')])
})

it('loses no edit when two tabs of one person save at once', async () => {
  const world = await openTestWorld()
  const results = await Promise.all([
    stage(world, add('192.0.2.64/26')),
    stage(world, add('192.0.2.128/26')),
    stage(world, add('198.51.100.0/27')),
  ])
  expect(results.every((result) => result.ok)).toBe(true)
  expect((await draftOf(world)).edits).toHaveLength(3)
})

it('says what the server said when the file cannot be read', async () => {
  const world = await openTestWorld()
  const missing = await stageEdit(world, {
    serverId: 'none',
    person: world.owner,
    path,
    makeEdit: () => ok(add('192.0.2.64/26')),
  })
  expect(missing).toEqual({ ok: false, error: fault('NOT_FOUND') })
})

it('takes back one edit, or one network of it, and no other draft than the one that was seen', async () => {
  const world = await openTestWorld()
  await stage(world, add('192.0.2.64/26', '192.0.2.128/26'))
  await stage(world, add('198.51.100.0/27'))
  const seen = await draftOf(world)
  const who = { serverId: world.serverId, person: world.owner }
  expect(
    await discardEdit(world, { ...who, version: seen.version, edit: 0, network: '192.0.2.64/26' }),
  ).toEqual(ok(null))
  expect((await draftOf(world)).edits).toEqual([add('192.0.2.128/26'), add('198.51.100.0/27')])
  expect(await discardEdit(world, { ...who, version: seen.version, edit: 0 })).toEqual({
    ok: false,
    error: fault('DRAFT_CHANGED'),
  })
  expect(await discardEdit(world, { ...who, version: seen.version + 1, edit: 1 })).toEqual(ok(null))
  expect(await discardEdit(world, { ...who, version: seen.version + 2, edit: 0 })).toEqual(ok(null))
  expect((await draftOf(world)).edits).toEqual([])
})

it('finds its row again when lines were added above it', async () => {
  const world = await openTestWorld()
  const lines = world.readFile('smtprelay.tab').toString('latin1').split('\n')
  const line = lines.findIndex((text) => text.startsWith('"10.0.0.0"'))
  writeFileSync(join(world.mailRoot, 'smtprelay.tab'), Buffer.from(`# new\n${lines.join('\n')}`, 'latin1'))
  expect(
    await stage(world, {
      ...place,
      op: 'remove',
      rows: [{ line, was: lines[line]?.replace(/\r$/, '') ?? '' }],
    }),
  ).toEqual(ok(null))
})
