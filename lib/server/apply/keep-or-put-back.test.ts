import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createRevision, findRevision, sweepRevisions } from '@/lib/db/revisions'
import { fault, ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { openDraft } from '../draft/open-draft'
import { stageEdit } from '../draft/stage-edit'
import { applyDraft } from './apply-draft'
import { askPutBack, keep, letStand } from './decide-revision'
import { lookAtRevisions, type Watch } from './watch-revisions'

const path = mailRootPath('smtprelay.tab')
const edit: Edit = { table: 'smtprelay', path, op: 'add', networks: ['192.0.2.64/26'], confirmed: [] }
const WAIT_MS = 120_000

function openWatch(world: TestWorld) {
  const watch: Watch = { rests: new Map(), busy: new Map() }
  /** One look, and until what it began is over. */
  return async () => {
    await lookAtRevisions(world, watch)
    await Promise.all(watch.busy.values())
  }
}

async function stage(world: TestWorld, wanted: Edit = edit, person = world.owner) {
  unwrap(await stageEdit(world, { serverId: world.serverId, person, path, makeEdit: () => ok(wanted) }))
}

async function editsOf(world: TestWorld) {
  return unwrap(await openDraft(world.records, world.serverId, world.owner.id)).edits
}

async function until(world: TestWorld, id: string, state: string) {
  await vi.waitFor(async () => expect((await findRevision(world.records, id))?.state).toBe(state), {
    timeout: 10_000,
  })
}

async function apply(world: TestWorld, person = world.owner) {
  const { serverId } = world
  const { version } = unwrap(await openDraft(world.records, serverId, person.id))
  const base = { [path]: digestOf(world.readFile(path)) }
  return applyDraft(world, { serverId, person, version, reason: 'ticket 42', base })
}

/** A change that is on the server and waits. */
async function applied() {
  const world = await openTestWorld(WAIT_MS / 1000)
  const old = world.readFile(path)
  await stage(world)
  const { revisionId } = unwrap(await apply(world))
  await until(world, revisionId, 'unconfirmed')
  const decision = { serverId: world.serverId, revisionId, person: world.owner }
  return { world, old, revisionId, decision, look: openWatch(world) }
}

const afterTheWait = (world: TestWorld) => world.records.setNow(world.records.now() + WAIT_MS + 1)

it('waits to be kept, then stays, and says who kept it', async () => {
  const { world, old, revisionId, decision, look } = await applied()
  expect(world.readFile(path).equals(old)).toBe(false)
  expect(await editsOf(world)).toEqual([])
  await look()
  expect(await keep(world, decision)).toEqual(ok(null))
  afterTheWait(world)
  await look()
  expect(await findRevision(world.records, revisionId)).toMatchObject({
    state: 'applied',
    keptBy: 'owner',
    confirmBy: expect.any(Number),
  })
  expect(world.readFile(path).equals(old)).toBe(false)
})

it('puts back what nobody kept, and the draft is there again, with what was added to it since', async () => {
  const { world, old, revisionId, decision, look } = await applied()
  const later: Edit = { ...edit, networks: ['198.51.100.0/27'] }
  await stage(world, later)
  afterTheWait(world)
  expect(await keep(world, decision)).toEqual({ ok: false, error: fault('PUT_BACK_BEGUN') })
  await look()
  expect(await findRevision(world.records, revisionId)).toMatchObject({
    state: 'put-back',
    fault: { code: 'NOT_CONFIRMED' },
  })
  expect(world.readFile(path).equals(old)).toBe(true)
  expect(await editsOf(world)).toEqual([edit, later])
  expect(await keep(world, decision)).toEqual({ ok: false, error: fault('PUT_BACK_BEGUN') })
})

it('puts back at once where a person asks for it', async () => {
  const { world, old, revisionId, decision, look } = await applied()
  expect(await askPutBack(world, decision)).toEqual(ok(null))
  await look()
  expect(await findRevision(world.records, revisionId)).toMatchObject({
    state: 'put-back',
    fault: { code: 'PUT_BACK_ASKED', details: { by: 'owner' } },
  })
  expect(world.readFile(path).equals(old)).toBe(true)
  expect(await editsOf(world)).toEqual([edit])
})

it('lets nothing else be applied until it is decided', async () => {
  const { world, decision } = await applied()
  await stage(world, { ...edit, networks: ['198.51.100.0/27'] })
  expect(await apply(world)).toEqual({ ok: false, error: fault('APPLY_IN_PROGRESS') })
  unwrap(await keep(world, decision))
  expect((await apply(world)).ok).toBe(true)
})

it('is decided by who made it, or who sets up the server', async () => {
  const { world, decision } = await applied()
  const stranger = { ...decision, person: world.helpdesk }
  for (const decide of [keep, askPutBack, letStand])
    expect(await decide(world, stranger)).toEqual({ ok: false, error: fault('FORBIDDEN') })
  expect(await keep(world, { ...decision, serverId: 'another' })).toEqual({
    ok: false,
    error: fault('NOT_FOUND'),
  })
})

it('goes on trying while the server cannot be reached, and writes over nobody’s work', async () => {
  const { world, old, revisionId, decision, look } = await applied()
  const away = `${world.mailRoot}-away`
  renameSync(world.mailRoot, away)
  afterTheWait(world)
  await look()
  await look()
  expect((await findRevision(world.records, revisionId))?.state).toBe('putting-back')
  renameSync(away, world.mailRoot)
  // It rests a moment between two tries.
  world.records.setNow(world.records.now() + 60_000)
  await look()
  expect((await findRevision(world.records, revisionId))?.state).toBe('put-back')
  expect(world.readFile(path).equals(old)).toBe(true)
  expect(await editsOf(world)).toEqual([edit])
  expect(await letStand(world, decision)).toEqual({ ok: false, error: fault('NOT_FOUND') })
})

it('goes on putting back where the clock has been set back by a year', async () => {
  const { world, old, revisionId, look } = await applied()
  const away = `${world.mailRoot}-away`
  renameSync(world.mailRoot, away)
  afterTheWait(world)
  await look()
  renameSync(away, world.mailRoot)
  world.records.setNow(world.records.now() - 365 * 86_400_000)
  await look()
  expect((await findRevision(world.records, revisionId))?.state).toBe('put-back')
  expect(world.readFile(path).equals(old)).toBe(true)
})

it('leaves alone what somebody has changed meanwhile, until a person takes it as it is', async () => {
  const { world, revisionId, decision, look } = await applied()
  const theirs = Buffer.from('"203.0.113.0"\t"255.255.255.0"\n')
  writeFileSync(join(world.mailRoot, path), theirs)
  afterTheWait(world)
  await look()
  expect(await findRevision(world.records, revisionId)).toMatchObject({
    state: 'in-doubt',
    fault: fault('DRIFTED', { path }),
  })
  expect(world.readFile(path).equals(theirs)).toBe(true)
  await stage(world, { ...edit, networks: ['198.51.100.0/27'] })
  expect(await apply(world)).toEqual({ ok: false, error: fault('DOUBT_FIRST') })
  unwrap(await letStand(world, decision))
  expect(await findRevision(world.records, revisionId)).toMatchObject({ state: 'let-stand', keptBy: 'owner' })
  expect((await apply(world)).ok).toBe(true)
})

it('gives the edits back also where a doubt ends without them', async () => {
  const { world, old, revisionId, look } = await applied()
  writeFileSync(join(world.mailRoot, path), '"203.0.113.0"\t"255.255.255.0"\n')
  afterTheWait(world)
  await look()
  expect((await findRevision(world.records, revisionId))?.state).toBe('in-doubt')
  expect(await editsOf(world)).toEqual([])
  // Somebody puts the old file there by hand.
  writeFileSync(join(world.mailRoot, path), old)
  world.records.setNow(world.records.now() + 300_000)
  await look()
  expect((await findRevision(world.records, revisionId))?.state).toBe('failed')
  expect(await editsOf(world)).toEqual([edit])
})

it('finds out by itself what a dead process has left: as planned it waits, nothing of it has failed', async () => {
  const world = await openTestWorld(WAIT_MS / 1000)
  const look = openWatch(world)
  const old = world.readFile(path)
  const after = Buffer.concat([old, Buffer.from('"192.0.2.64"\t"255.255.255.192"\n')])
  const died = async () => {
    const { id, name } = world.owner
    const file = { path, before: old, beforeDigest: digestOf(old), after, afterDigest: digestOf(after) }
    const revision = unwrap(
      await createRevision(world.records, {
        serverId: world.serverId,
        actor: { id, name },
        reason: '',
        summary: {},
        files: [file],
      }),
    )
    await sweepRevisions(world.records)
    return revision.id
  }
  await stage(world)
  const nothing = await died()
  await look()
  expect((await findRevision(world.records, nothing))?.state).toBe('in-doubt')
  // A write that was on its way may still come for 90 s (semantics.md 0.2).
  world.records.setNow(world.records.now() + 100_001)
  await look()
  expect((await findRevision(world.records, nothing))?.state).toBe('failed')
  expect(await editsOf(world)).toEqual([edit])

  const there = await died()
  writeFileSync(join(world.mailRoot, path), after)
  await look()
  expect((await findRevision(world.records, there))?.state).toBe('unconfirmed')
  expect(await editsOf(world)).toEqual([])
  afterTheWait(world)
  await look()
  expect((await findRevision(world.records, there))?.state).toBe('put-back')
  expect(world.readFile(path).equals(old)).toBe(true)
  expect(await editsOf(world)).toEqual([edit])
})
