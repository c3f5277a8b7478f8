import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { readRevision } from '@/lib/db/read-revision'
import { createRevision, findRevision, finishRevision } from '@/lib/db/revisions'
import { fault, ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { openDraft } from '../draft/open-draft'
import { stageEdit } from '../draft/stage-edit'
import { applyDraft } from './apply-draft'
import { settleDoubt } from './settle-doubt'

const path = mailRootPath('smtprelay.tab')
const edit: Edit = { table: 'smtprelay', path, op: 'add', networks: ['192.0.2.64/26'], confirmed: [] }

async function drafted() {
  const world = await openTestWorld()
  const { serverId, owner: person } = world
  unwrap(await stageEdit(world, { serverId, person, path, makeEdit: () => ok(edit) }))
  const { version } = unwrap(await openDraft(world.records, serverId, person.id))
  const old = world.readFile(path)
  return {
    world,
    old,
    input: { serverId, person, version, reason: 'ticket 42', base: { [path]: digestOf(old) } },
  }
}

async function ended(world: TestWorld, revisionId: string) {
  return vi.waitFor(
    async () => {
      const revision = await findRevision(world.records, revisionId)
      expect(revision?.endedAt).not.toBeNull()
      return revision
    },
    { timeout: 10_000 },
  )
}

it('applies what was reviewed, keeps both sides, ends the draft', async () => {
  const { world, old, input } = await drafted()
  const { revisionId } = unwrap(await applyDraft(world, input))
  expect(await ended(world, revisionId)).toMatchObject({
    state: 'applied',
    reason: 'ticket 42',
    actor: { name: 'owner' },
  })
  const expected = Buffer.concat([old, Buffer.from('"192.0.2.64"\t"255.255.255.192"\n')])
  expect(world.readFile(path).equals(expected)).toBe(true)
  const { files, steps } = unwrap(await readRevision(world.records, revisionId))
  expect(Buffer.from(files[0]?.before ?? []).equals(old)).toBe(true)
  expect(Buffer.from(files[0]?.after ?? []).equals(expected)).toBe(true)
  expect(steps.map((step) => `${step.step} ${step.state}`).at(-1)).toBe('read-back done')
  expect(unwrap(await openDraft(world.records, input.serverId, input.person.id)).edits).toEqual([])
})

it('refuses when the server has other files than were reviewed, and keeps the draft', async () => {
  const { world, input } = await drafted()
  writeFileSync(join(world.mailRoot, path), '"203.0.113.0"\t"255.255.255.0"\n')
  expect(await applyDraft(world, input)).toEqual({ ok: false, error: fault('DRIFTED', { path }) })
  expect(unwrap(await openDraft(world.records, input.serverId, input.person.id)).edits).toEqual([edit])
})

it('refuses another draft than the one that was reviewed', async () => {
  const { world, input } = await drafted()
  expect(await applyDraft(world, { ...input, version: input.version + 1 })).toEqual({
    ok: false,
    error: fault('DRAFT_CHANGED'),
  })
})

it('lets one apply at a time onto a server', async () => {
  const { world, input } = await drafted()
  unwrap(
    await createRevision(world.records, {
      serverId: input.serverId,
      actor: { id: 'x', name: 'Somebody' },
      reason: '',
      summary: {},
      files: [],
    }),
  )
  expect(await applyDraft(world, input)).toEqual({ ok: false, error: fault('APPLY_IN_PROGRESS') })
})

it('settles a doubt by looking: as planned, as before, or still neither', async () => {
  const { world, old, input } = await drafted()
  const after = Buffer.concat([old, Buffer.from('x\n')])
  const file = { path, before: old, beforeDigest: digestOf(old), after, afterDigest: digestOf(after) }
  const inDoubt = async () => {
    const revision = unwrap(
      await createRevision(world.records, {
        serverId: input.serverId,
        actor: { id: 'x', name: 'S' },
        reason: '',
        summary: {},
        files: [file],
      }),
    )
    unwrap(
      await finishRevision(
        world.records,
        revision.id,
        'in-doubt',
        fault('IN_DOUBT', { path, because: 'TIMED_OUT' }),
      ),
    )
    return revision.id
  }
  const stateOf = async (id: string) => (await findRevision(world.records, id))?.state

  const before = await inDoubt()
  let nowMs = 1_050_000
  const later = { ...world, records: { ...world.records, now: () => nowMs } }
  expect(await settleDoubt(later, input.serverId, before)).toMatchObject({
    ok: false,
    error: { code: 'IN_DOUBT' },
  })
  nowMs = 1_200_000
  expect(await settleDoubt(later, input.serverId, before)).toEqual(ok(null))
  expect(await stateOf(before)).toBe('failed')

  // The clock is set back: the quiet time is counted anew, not until the clock has caught up.
  const setBack = await inDoubt()
  for (nowMs of [500_000, 599_000])
    expect(await settleDoubt(later, input.serverId, setBack)).toMatchObject({ ok: false })
  nowMs = 600_001
  expect(await settleDoubt(later, input.serverId, setBack)).toEqual(ok(null))
  expect(await stateOf(setBack)).toBe('failed')

  const neither = await inDoubt()
  writeFileSync(join(world.mailRoot, path), 'torn')
  expect(await settleDoubt(later, input.serverId, neither)).toMatchObject({
    ok: false,
    error: { code: 'IN_DOUBT' },
  })
  expect(await stateOf(neither)).toBe('in-doubt')

  writeFileSync(join(world.mailRoot, path), after)
  expect(await settleDoubt(later, input.serverId, neither)).toEqual(ok(null))
  expect(await stateOf(neither)).toBe('applied')

  const pieces = await inDoubt()
  writeFileSync(join(world.mailRoot, path), after.subarray(0, 60))
  expect(await settleDoubt(later, input.serverId, pieces)).toEqual(ok(null))
  expect(await stateOf(pieces)).toBe('put-back')
  expect(world.readFile(path).equals(old)).toBe(true)
  expect(await settleDoubt(later, 'another server', neither)).toEqual({
    ok: false,
    error: fault('NOT_FOUND'),
  })
})

it('takes out of the draft what a doubt turns out to have applied, and nothing else', async () => {
  const { world, old, input } = await drafted()
  const owner = { id: input.person.id, name: 'owner' }
  const after = Buffer.concat([old, Buffer.from('"192.0.2.64"\t"255.255.255.192"\n')])
  const file = { path, before: old, beforeDigest: digestOf(old), after, afterDigest: digestOf(after) }
  const { serverId } = input
  const revision = unwrap(
    await createRevision(world.records, { serverId, actor: owner, reason: '', summary: {}, files: [file] }),
  )
  unwrap(
    await finishRevision(world.records, revision.id, 'in-doubt', fault('IN_DOUBT', { path, because: '' })),
  )
  const later: Edit = { ...edit, networks: ['198.51.100.0/27'] }
  unwrap(await stageEdit(world, { serverId, person: input.person, path, makeEdit: () => ok(later) }))
  writeFileSync(join(world.mailRoot, path), after)
  expect(await settleDoubt(world, serverId, revision.id)).toEqual(ok(null))
  expect(unwrap(await openDraft(world.records, serverId, input.person.id)).edits).toEqual([later])
})

it('keeps what is added to the draft while it is being applied', async () => {
  const { world, input } = await drafted()
  const meanwhile: Edit = { ...edit, networks: ['198.51.100.0/27'] }
  let staged: Promise<unknown> = Promise.resolve()
  const store = unwrap(await world.stores.storeFor(input.serverId))
  const { writeFile } = store
  // While the server is still writing, another tab of the same person stages an edit.
  vi.spyOn(store, 'writeFile').mockImplementation(async (...args) => {
    staged = stageEdit(world, {
      serverId: input.serverId,
      person: input.person,
      path,
      makeEdit: () => ok(meanwhile),
    })
    await staged
    return writeFile.apply(store, args)
  })
  const { revisionId } = unwrap(await applyDraft(world, input))
  expect(await ended(world, revisionId)).toMatchObject({ state: 'applied' })
  await staged
  expect(unwrap(await openDraft(world.records, input.serverId, input.person.id)).edits).toEqual([meanwhile])
})

it('lets nobody open relay wide who may not, in however many rows', async () => {
  const world = await openTestWorld()
  const { serverId, helpdesk: person } = world
  const networks = Array.from({ length: 4 }, (_, i) => `${100 + i}.0.0.0/8`)
  unwrap(await stageEdit(world, { serverId, person, path, makeEdit: () => ok({ ...edit, networks }) }))
  const { version } = unwrap(await openDraft(world.records, serverId, person.id))
  const base = { [path]: digestOf(world.readFile(path)) }
  expect(await applyDraft(world, { serverId, person, version, reason: '', base })).toMatchObject({
    ok: false,
    error: { code: 'NETWORK_TOO_WIDE' },
  })
})
