import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { deleteDraft, getDraft, saveDraft } from '@/lib/db/drafts'
import { ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { readFilesOf } from '../apply/read-files-of'
import { lookOutside } from '../outside/look-outside'
import { openDraft } from './open-draft'
import { rebaseDraft } from './rebase-draft'
import { resolveDraft } from './resolve-draft'
import { stageEdit } from './stage-edit'

const path = mailRootPath('smtprelay.tab')
const place = { table: 'smtprelay', path } as const
const row = (i: number) => `"10.${i}.0.0"\t"255.255.0.0"`
const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('')
const remove = (line: number, was: string): Edit => ({ ...place, op: 'remove', rows: [{ line, was }] })
const add: Edit = { ...place, op: 'add', networks: ['192.0.2.0/24'], confirmed: [] }

/** A draft that takes out the second row and adds a network, on a file of three rows. */
async function drafted() {
  const world = await openTestWorld()
  const { serverId, owner: person, records } = world
  const write = (content: string) => writeFileSync(join(world.mailRoot, path), content)
  const stage = async (edit: Edit) =>
    unwrap(await stageEdit(world, { serverId, person, path, makeEdit: () => ok(edit) }))
  write(text(row(1), row(2), row(3)))
  await stage(remove(1, row(2)))
  await stage(add)
  const read = async () => unwrap(await openDraft(records, serverId, person.id))
  const rebased = async () => {
    const draft = await read()
    const store = unwrap(await world.stores.storeFor(serverId))
    const snapshot = unwrap(await readFilesOf(store, draft.edits))
    return unwrap(await rebaseDraft(world, { serverId, draft, snapshot }))
  }
  const resolve = async (choice?: 'mine' | 'theirs') => {
    const { version } = await read()
    const now = { [path]: digestOf(world.readFile(path)) }
    const choices = choice ? [{ edit: 0, choice }] : []
    return resolveDraft(world, { serverId, person, version, now, choices })
  }
  return { world, write, stage, read, rebased, resolve }
}

it('has nothing to say while the files are as they were', async () => {
  const { rebased } = await drafted()
  expect(await rebased()).toEqual([])
})

it('keeps the bytes that a draft was made on, also when the file was never looked at before and has changed twice', async () => {
  const { world, write, rebased } = await drafted()
  for (const n of [7, 8]) {
    write(text('# by hand', row(1), row(n), row(3)))
    unwrap(await lookOutside(world, world.serverId))
  }
  const [file] = await rebased()
  expect(file).toMatchObject({ isBaseKept: true, hasChanged: true })
  const [first, second] = file?.edits ?? []
  expect(first?.rebased).toMatchObject({
    state: 'collided',
    remade: remove(2, row(8)),
    sides: { base: [{ content: row(2) }], now: [{ content: row(8) }] },
  })
  expect(second?.rebased.state).toBe('carried')
})

it('makes mine anew, or leaves the server’s, and goes on from what is there', async () => {
  for (const [choice, edits] of [
    ['mine', [remove(1, row(7)), add]],
    ['theirs', [add]],
  ] as const) {
    const { world, write, read, rebased, resolve } = await drafted()
    write(text(row(1), row(7), row(3)))
    unwrap(await resolve(choice))
    const draft = await read()
    expect(draft.edits).toEqual(edits)
    expect(draft.base).toEqual({ [path]: digestOf(world.readFile(path)) })
    expect(await rebased()).toEqual([])
  }
})

it('keeps an edit that nobody has chosen about, and one that cannot be kept as chosen', async () => {
  const { write, read, resolve } = await drafted()
  write(text(row(1), row(3)))
  unwrap(await resolve('mine'))
  expect((await read()).edits).toEqual([remove(1, row(2)), add])
  unwrap(await resolve())
  expect((await read()).edits).toEqual([remove(1, row(2)), add])
  unwrap(await resolve('theirs'))
  expect((await read()).edits).toEqual([add])
})

it('says of a draft without its base only what the server and the draft are', async () => {
  const { world, write, rebased } = await drafted()
  const { records, serverId, owner } = world
  const draft = unwrap(await getDraft(records, serverId, owner.id))
  await saveDraft(records, {
    serverId,
    userId: owner.id,
    base: { [path]: '0'.repeat(64) },
    edits: draft?.edits ?? [],
  })
  write(text(row(1), row(3)))
  const [file] = await rebased()
  expect(file).toMatchObject({ isBaseKept: false, hasChanged: true })
  expect(file?.edits.map(({ rebased: { state } }) => state)).toEqual(['collided', 'carried'])
})

it('refuses a choice about another draft or another file than the person saw', async () => {
  const { world, write, read, resolve, stage } = await drafted()
  const { serverId, owner: person } = world
  const { version } = await read()
  const now = { [path]: digestOf(world.readFile(path)) }
  write(text(row(1), row(7), row(3)))
  const choices = [{ edit: 0, choice: 'theirs' as const }]
  expect(await resolveDraft(world, { serverId, person, version, now, choices })).toMatchObject({
    error: { code: 'DRIFTED' },
  })
  await stage({ ...add, networks: ['198.51.100.0/24'] })
  expect(await resolveDraft(world, { serverId, person, version, now, choices })).toMatchObject({
    error: { code: 'DRAFT_CHANGED' },
  })
  unwrap(await resolve('theirs'))
  expect((await read()).edits).toHaveLength(2)
  await deleteDraft(world.records, serverId, person.id)
})

it('takes another edit although one no longer fits', async () => {
  const { write, stage, read } = await drafted()
  write(text(row(1), row(3)))
  await stage({ ...add, networks: ['198.51.100.0/24'] })
  expect((await read()).edits).toHaveLength(3)
})
