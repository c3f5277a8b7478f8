import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { listAudit } from '@/lib/db/audit'
import { readRevision } from '@/lib/db/read-revision'
import { createRevision, finishRevision, listRevisions } from '@/lib/db/revisions'
import { fault, unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { openTestWorld } from '@/test/support/open-test-world'
import { dayOf } from '../console-day'
import { CONSOLE, removeEndedRows } from './remove-ended-rows'
import { sweepEndedRows } from './sweep-ended-rows'

const FILE = 'smtprelay.tab'
const DAY_MS = 86_400_000
/** Noon somewhere: days are counted by the calendar of the machine that runs this. */
const NOW_MS = Date.UTC(2026, 10, 24, 12)
const day = (after: number) => dayOf(NOW_MS + after * DAY_MS)

const KEPT_HEAD = '# office\r\n"10.0.0.0"\t"255.0.0.0"\r\n'
const ENDED = `#: Scanner [ticket: 4711] [until: ${day(-1)}]\r\n"192.0.2.64"\t"255.255.255.192"\t"x"\r\n`
const ENDED_OFF = `#: [until: ${day(-400)}]\r\n#"198.51.100.0"\t"255.255.255.0"\r\n`
const KEPT = `#: today [until: ${day(0)}]\r\n"203.0.113.0"\t"255.255.255.0"\r\n#: x [until: soon]\r\n"203.0.113.9/32"\r\n`

async function withFile(text: string) {
  const world = await openTestWorld()
  const write = (content: string) => writeFile(join(world.mailRoot, FILE), content, 'latin1')
  await write(text)
  world.records.setNow(NOW_MS)
  return { ...world, now: () => NOW_MS, write, text: () => world.readFile(FILE).toString('latin1') }
}

it('removes what has ended with its notes and nothing else, as a Revision of the console', async () => {
  const world = await withFile(KEPT_HEAD + ENDED + ENDED_OFF + KEPT)
  const rows = [
    { network: '192.0.2.64/26', until: day(-1) },
    { network: '198.51.100.0/24', until: day(-400) },
  ]
  expect(await removeEndedRows(world, world.serverId)).toEqual({ state: 'removed', rows })
  expect(world.text()).toBe(KEPT_HEAD + KEPT)
  const [listed] = await listRevisions(world.records, world.serverId)
  const revision = unwrap(await readRevision(world.records, listed?.id ?? ''))
  expect(revision).toMatchObject({
    actor: CONSOLE,
    state: 'applied',
    summary: {
      paths: [FILE],
      ended: rows,
      meaning: { relay: { lost: { v4: 64, prefixes: ['192.0.2.64/26'] } } },
    },
  })
  // What undo needs.
  expect(Buffer.from(revision.files[0]?.before ?? []).toString('latin1')).toBe(
    KEPT_HEAD + ENDED + ENDED_OFF + KEPT,
  )
  expect(await removeEndedRows(world, world.serverId)).toEqual({ state: 'nothing' })
})

it('leaves a comment where no row is left: XMail would lose an empty file', async () => {
  const world = await withFile(ENDED)
  expect(await removeEndedRows(world, world.serverId)).toMatchObject({ state: 'removed' })
  expect(world.text()).toBe('# no networks may relay\r\n')
})

it('touches nothing while another change runs or an earlier one is in doubt', async () => {
  const world = await withFile(ENDED)
  const { records, serverId } = world
  const other = unwrap(
    await createRevision(records, {
      serverId,
      actor: { id: 'p', name: 'P' },
      reason: '',
      summary: {},
      files: [],
    }),
  )
  expect(await removeEndedRows(world, serverId)).toEqual({
    state: 'postponed',
    fault: fault('APPLY_IN_PROGRESS'),
  })
  unwrap(await finishRevision(records, other.id, 'in-doubt'))
  expect(await removeEndedRows(world, serverId)).toMatchObject({
    state: 'postponed',
    fault: { code: 'IN_DOUBT' },
  })
  expect(world.text()).toBe(ENDED)
  unwrap(await finishRevision(records, other.id, 'failed'))
  expect(await removeEndedRows(world, serverId)).toMatchObject({ state: 'removed' })
})

it('stops when somebody writes the file in between', async () => {
  const world = await withFile(ENDED)
  const store = unwrap(await world.stores.storeFor(world.serverId))
  const { readSnapshot } = store
  const theirs = `${ENDED}"10.1.0.0"\t"255.255.0.0"\r\n`
  vi.spyOn(store, 'readSnapshot').mockImplementationOnce(async (...args) => {
    const snapshot = await readSnapshot.apply(store, args)
    await world.write(theirs)
    return snapshot
  })
  expect(await removeEndedRows(world, world.serverId)).toMatchObject({
    state: 'failed',
    fault: { code: 'DRIFTED' },
  })
  expect(world.text()).toBe(theirs)
  expect(await listRevisions(world.records, world.serverId)).toMatchObject([
    { state: 'failed', actor: CONSOLE },
  ])
  expect(await removeEndedRows(world, world.serverId)).toMatchObject({ state: 'removed' })
})

it('sweeps again what could not be reached, and says in the audit what it did', async () => {
  const world = await withFile(ENDED)
  const away = `${world.mailRoot}-away`
  await rename(world.mailRoot, away)
  await sweepEndedRows(world, new Map())
  expect(await listRevisions(world.records, world.serverId)).toEqual([])
  await rename(away, world.mailRoot)
  await sweepEndedRows(world, new Map())
  expect(world.text()).toBe('# no networks may relay\r\n')
  expect(await listAudit(world.records)).toMatchObject([
    { action: 'relay.expire', actor: CONSOLE, outcome: 'done' },
  ])
})

it('lets a server rest whose file could not be written', async () => {
  const world = await withFile(ENDED)
  let nowMs = NOW_MS
  const resting = new Map<string, number>()
  const sweep = () => sweepEndedRows({ ...world, now: () => nowMs }, resting)
  const store = unwrap(await world.stores.storeFor(world.serverId))
  const refuse = vi
    .spyOn(store, 'writeFile')
    .mockResolvedValue({ state: 'not-written', fault: fault('DISK_FULL', { path: mailRootPath(FILE) }) })
  await sweep()
  await sweep()
  expect(await listRevisions(world.records, world.serverId)).toHaveLength(1)
  refuse.mockRestore()
  nowMs += 7 * 3_600_000
  await sweep()
  expect(await listRevisions(world.records, world.serverId)).toMatchObject([
    { state: 'applied' },
    { state: 'failed' },
  ])
})
