import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { readRevision } from '@/lib/db/read-revision'
import { findRevision, sweepRevisions } from '@/lib/db/revisions'
import { updateAfterApply, updateSurroundings } from '@/lib/db/servers'
import { ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { copySample, startPracticeServer } from '@/lib/practice'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { openDraft } from '../draft/open-draft'
import { stageEdit } from '../draft/stage-edit'
import { applyDraft } from './apply-draft'
import { lookAtRevisions, type Watch } from './watch-revisions'

const path = mailRootPath('smtprelay.tab')
const edit: Edit = { table: 'smtprelay', path, op: 'add', networks: ['127.0.0.0/8'], confirmed: [] }
const SETTINGS = '"RootDomain"\t"example.test"\n"SmtpServerDomain"\t"example.test"\n'

async function makePlain(mailRoot: string) {
  await writeFile(join(mailRoot, 'server.tab'), SETTINGS)
  for (const file of ['smtp.ipmap.tab', 'spammers.tab', path])
    await writeFile(join(mailRoot, file), '# none\n')
}

/** `elsewhere`: what is said to be this server’s SMTP is that of another folder, which no change of this one reaches. */
async function setUp({ elsewhere }: { elsewhere: boolean }) {
  const world = await openTestWorld(120, true)
  await makePlain(world.mailRoot)
  await point(world, elsewhere ? await makeOther() : world.mailRoot)
  const old = world.readFile(path)
  const { serverId, owner: person } = world
  unwrap(await stageEdit(world, { serverId, person, path, makeEdit: () => ok(edit) }))
  return { world, old }
}

async function makeOther(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'probed-'))
  onTestFinished(() => rm(parent, { recursive: true }))
  const folder = join(parent, 'MailRoot')
  await copySample(folder)
  await makePlain(folder)
  return folder
}

/** From now on SMTP is that of a practice server on this folder. */
async function point(world: TestWorld, folder: string) {
  const server = await startPracticeServer({ folder, services: { smtp: 0 } })
  onTestFinished(() => server.close())
  const services = { smtp: { host: '127.0.0.1', port: server.services.smtp ?? 0 } }
  unwrap(await updateSurroundings(world.records, world.serverId, { services, startFile: null }))
}

async function apply(world: TestWorld) {
  const { serverId, owner: person } = world
  const { version } = unwrap(await openDraft(world.records, serverId, person.id))
  const base = { [path]: digestOf(world.readFile(path)) }
  const { revisionId } = unwrap(await applyDraft(world, { serverId, person, version, reason: '', base }))
  return revisionId
}

async function until(world: TestWorld, id: string, state: string) {
  await vi.waitFor(async () => expect((await findRevision(world.records, id))?.state).toBe(state), {
    timeout: 20_000,
  })
}

const stepsOf = async (world: TestWorld, id: string) =>
  unwrap(await readRevision(world.records, id)).steps.map(({ step, state }) => `${step} ${state}`)

const editsOf = async ({ records, serverId, owner }: TestWorld) =>
  unwrap(await openDraft(records, serverId, owner.id)).edits

it('waits to be kept once the running server does what the new files say', async () => {
  const { world } = await setUp({ elsewhere: false })
  const id = await apply(world)
  await until(world, id, 'unconfirmed')
  const steps = await stepsOf(world, id)
  expect(steps.filter((step) => step === 'probe done')).toHaveLength(3)
  // Before the last look at the files, and behind the reading back.
  expect(steps.lastIndexOf('probe-before done')).toBeLessThan(steps.indexOf('read-again begun'))
  expect(steps.indexOf('probe begun')).toBeGreaterThan(steps.indexOf('read-back done'))
})

it('puts back at once what makes the running server do something else, and the draft is kept', async () => {
  const { world, old } = await setUp({ elsewhere: true })
  const id = await apply(world)
  await until(world, id, 'put-back')
  expect((await findRevision(world.records, id))?.fault).toMatchObject({
    code: 'PROBE_FAILED',
    details: { probe: 'relay', expected: 'taken', found: 'refused' },
  })
  expect(world.readFile(path).equals(old)).toBe(true)
  expect(await editsOf(world)).toEqual([edit])
  const steps = await stepsOf(world, id)
  expect(steps.indexOf('put-back done')).toBeGreaterThan(steps.indexOf('probe failed'))
})

it('tries nothing where it is switched off', async () => {
  const { world } = await setUp({ elsewhere: true })
  unwrap(await updateAfterApply(world.records, world.serverId, { confirmSeconds: 120, probes: false }))
  const id = await apply(world)
  await until(world, id, 'unconfirmed')
  expect((await stepsOf(world, id)).filter((step) => step.startsWith('probe'))).toEqual([])
})

it.each([
  [false, 'unconfirmed'],
  [true, 'put-back'],
])('is tried again after a console that died while trying (elsewhere: %s): %s', async (elsewhere, state) => {
  const { world, old } = await setUp({ elsewhere: false })
  const { records } = world
  const id = await apply(world)
  await until(world, id, 'unconfirmed')
  // As the process that dies leaves it: written, and what came after not recorded.
  await records.db.updateTable('revision').set({ state: 'applying' }).where('id', '=', id).execute()
  await records.db.deleteFrom('revision_step').where('step', '=', 'probe').execute()
  if (elsewhere) await point(world, await makeOther())
  expect(await sweepRevisions(records)).toHaveLength(1)
  const watch: Watch = { rests: new Map(), busy: new Map() }
  await vi.waitFor(
    async () => {
      await lookAtRevisions(world, watch)
      await Promise.all(watch.busy.values())
      expect((await findRevision(records, id))?.state).toBe(state)
    },
    { timeout: 20_000 },
  )
  expect(await stepsOf(world, id)).toContain(elsewhere ? 'probe failed' : 'probe done')
  expect(await editsOf(world)).toEqual(elsewhere ? [edit] : [])
  expect(world.readFile(path).equals(old)).toBe(elsewhere)
})
