import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fault, ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { comparePoints } from './compare-points'
import { foreseeUndo } from './foresee-undo'
import { applyAll, change, take } from './testing/apply-and-take'

const RELAY = mailRootPath('smtprelay.tab')
const add = (network: string): Edit => ({
  ...{ table: 'smtprelay', path: RELAY, op: 'add', networks: [network], confirmed: [] },
})
const LINE = (network: string, mask = '255.255.255.0') => `"${network}"\t"${mask}"\n`

it('takes a change back under later ones, by an edit of the draft and the ordinary apply', async () => {
  const world = await openTestWorld()
  const old = String(world.readFile(RELAY))
  const first = await change(world, add('192.0.2.0/24'))
  await change(world, add('198.51.100.0/24'))
  expect(await take(world, first)).toEqual(ok(null))
  expect(String(world.readFile(RELAY))).toContain('192.0.2.0')
  const undone = await applyAll(world)
  expect(String(world.readFile(RELAY))).toBe(old + LINE('198.51.100.0'))
  unwrap(await take(world, undone))
  await applyAll(world)
  expect(String(world.readFile(RELAY))).toBe(old + LINE('192.0.2.0') + LINE('198.51.100.0'))
})

it('takes nothing back twice, and nothing that is not applied', async () => {
  const world = await openTestWorld()
  const first = await change(world, add('192.0.2.0/24'))
  unwrap(await take(world, first))
  expect(await take(world, first)).toEqual({ ok: false, error: fault('NOTHING_TO_CHANGE') })
  const other = { ...world, serverId: 'other' }
  expect(await take(other, first)).toEqual({ ok: false, error: fault('NOT_FOUND') })
  await world.records.db.updateTable('revision').set({ state: 'put-back' }).execute()
  expect(await take(world, first)).toEqual({ ok: false, error: fault('CHANGE_NOT_APPLIED') })
})

it('asks where rows are others by now, and does as is chosen', async () => {
  const world = await openTestWorld()
  const old = String(world.readFile(RELAY))
  const first = await change(world, add('192.0.2.0/24'))
  writeFileSync(join(world.mailRoot, RELAY), old + LINE('192.0.2.0', '255.255.255.128'))
  const asked = { serverId: world.serverId, person: world.owner, revisionId: first, goal: 'undo' as const }
  const [file] = unwrap(await foreseeUndo(world, asked)).files
  expect(file?.conflicts).toEqual([
    {
      line: old.split('\n').length,
      before: [],
      made: [LINE('192.0.2.0').trim()],
      now: [LINE('192.0.2.0', '255.255.255.128').trim()],
    },
  ])
  expect(await take(world, first, { choices: {} })).toEqual({ ok: false, error: fault('INPUT_INVALID') })
  expect(await take(world, first)).toEqual({ ok: false, error: fault('NOTHING_TO_CHANGE') })
  expect(await take(world, first, { choices: { [RELAY]: ['before'] } })).toEqual(ok(null))
  await applyAll(world)
  expect(String(world.readFile(RELAY))).toBe(old)
})

it('stops where the file is another than the person saw', async () => {
  const world = await openTestWorld()
  const first = await change(world, add('192.0.2.0/24'))
  const seen = { [RELAY]: digestOf(new Uint8Array()) }
  expect(await take(world, first, { seen })).toEqual({ ok: false, error: fault('DRIFTED', { path: RELAY }) })
})

it('removes a file that the change made, and makes one again that it removed', async () => {
  const world = await openTestWorld()
  rmSync(join(world.mailRoot, RELAY))
  const made = await change(world, add('192.0.2.0/24'))
  unwrap(await take(world, made))
  const removed = await applyAll(world)
  expect(() => world.readFile(RELAY)).toThrow('ENOENT')
  unwrap(await take(world, removed))
  await applyAll(world)
  expect(String(world.readFile(RELAY))).toBe(LINE('192.0.2.0'))
})

it('shows no password, and gives a helpdesk what it may have', async () => {
  const world = await openTestWorld()
  const account = (password: string) => `"ann"\t"${password}"\t"M"\n`
  writeFileSync(join(world.mailRoot, 'smtpauth.tab'), account('Canary-1'))
  const path = mailRootPath('smtpauth.tab')
  const accounts = [{ user: 'bea', password: 'Canary-2', permissions: [], note: '' }]
  const auth = await change(world, { table: 'smtpauth', path, op: 'add', accounts })
  writeFileSync(join(world.mailRoot, path), `${account('Canary-1')}"bea"\t"Canary-3"\t"M"\n`)
  const ask = { serverId: world.serverId, person: world.helpdesk, goal: 'undo' as const }
  const foreseen = unwrap(await foreseeUndo(world, { ...ask, revisionId: auth }))
  expect(foreseen.files[0]?.conflicts).toHaveLength(1)
  expect(foreseen.files[0]?.may).toBe(true)
  expect(JSON.stringify(foreseen)).not.toContain('Canary')

  const ctrl = mailRootPath('ctrlaccounts.tab')
  const user = [{ user: 'second', password: 'Canary-4' }]
  const control = await change(world, { table: 'ctrlaccounts', path: ctrl, op: 'add', accounts: user })
  const shown = unwrap(await foreseeUndo(world, { ...ask, revisionId: control }))
  expect(shown.files[0]?.may).toBe(false)
  expect(JSON.stringify(shown)).not.toContain('Canary')
  expect(await take(world, control, { person: world.helpdesk })).toEqual({
    ok: false,
    error: fault('FORBIDDEN', { role: 'helpdesk' }),
  })
  expect(await take(world, control)).toEqual(ok(null))
})

it('goes back to how it was after a change, and says where somebody else’s work goes with it', async () => {
  const world = await openTestWorld()
  const first = await change(world, add('192.0.2.0/24'))
  const then = String(world.readFile(RELAY))
  await change(world, add('198.51.100.0/24'))
  await change(world, add('203.0.113.0/24'))
  const ask = { serverId: world.serverId, person: world.owner, revisionId: first, goal: 'restore' as const }
  expect(unwrap(await foreseeUndo(world, ask)).files).toMatchObject([{ path: RELAY, changedOutside: false }])
  writeFileSync(join(world.mailRoot, RELAY), '# by hand\n')
  expect(unwrap(await foreseeUndo(world, ask)).files).toMatchObject([{ path: RELAY, changedOutside: true }])
  expect(await take(world, first, { goal: 'restore' })).toEqual(ok(null))
  const back = await applyAll(world)
  expect(String(world.readFile(RELAY))).toBe(then)
  expect(await take(world, back, { goal: 'restore' })).toEqual({
    ok: false,
    error: fault('NOTHING_TO_CHANGE'),
  })
})

it('compares two points of the history, or one with what is there now, in text and in addresses', async () => {
  const world = await openTestWorld()
  const first = await change(world, add('192.0.2.0/24'))
  const second = await change(world, add('198.18.1.0/24'))
  writeFileSync(
    join(world.mailRoot, RELAY),
    Buffer.concat([world.readFile(RELAY), Buffer.from(LINE('198.18.3.0'))]),
  )
  const added = async (from: string, to: string | null) => {
    const { files, meaning } = unwrap(await comparePoints(world, world.serverId, from, to))
    const lines = files.flatMap(({ diff }) => diff.filter(({ kind }) => kind === 'added'))
    return [lines.length, meaning.relay?.gained.prefixes ?? []]
  }
  expect(await added(first, second)).toEqual([1, ['198.18.1.0/24']])
  expect(await added(first, null)).toEqual([2, ['198.18.1.0/24', '198.18.3.0/24']])
  expect(await added(second, second)).toEqual([0, []])
})
