import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readRevision } from '@/lib/db/read-revision'
import { findRevision, listRevisions } from '@/lib/db/revisions'
import { type ErrorCode, ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import type { Person } from '@/lib/people/person'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { openDraft } from '../draft/open-draft'
import { stageEdit } from '../draft/stage-edit'
import { lookOutside } from '../outside/look-outside'
import { applyDraft } from './apply-draft'

/** `SEED=… ROUNDS=… npx vitest run <this file>` repeats a run, or makes it longer. */
const seed = Number(process.env.SEED ?? 20261124)
const rounds = Number(process.env.ROUNDS ?? 2)
const PEOPLE = 20

const path = mailRootPath('smtprelay.tab')
const place = { table: 'smtprelay', path } as const
const rowOf = (who: number, round: number) => `"10.${who}.${round}.0"\t"255.255.255.0"`
/** What a person meets who is not the only one, and tries again. */
const MEANWHILE: ReadonlySet<ErrorCode> = new Set(['DRIFTED', 'APPLY_IN_PROGRESS', 'NOTHING_TO_CHANGE'])

/** Adds a network in each round, and takes the one of the round before out again. */
function editsOf(who: number, round: number): Edit[] {
  const add: Edit = { ...place, op: 'add', networks: [`10.${who}.${round}.0/24`], confirmed: [] }
  return round === 0
    ? [add]
    : [add, { ...place, op: 'remove', rows: [{ line: 0, was: rowOf(who, round - 1) }] }]
}

/** Reviews and applies until it is done, as a person would. */
async function applyOnce(world: TestWorld, person: Person, random: () => number): Promise<void> {
  for (;;) {
    const { version, edits } = unwrap(await openDraft(world.records, world.serverId, person.id))
    if (edits.length === 0) return
    const base = { [path]: digestOf(world.readFile(path)) }
    const { serverId } = world
    const begun = await applyDraft(world, { serverId, person, version, base, reason: person.name })
    if (!begun.ok && !MEANWHILE.has(begun.error.code)) throw new Error(JSON.stringify(begun.error))
    if (begun.ok) {
      while (!(await findRevision(world.records, begun.value.revisionId))?.endedAt) await pause(5)
    }
    await pause(random() * 20)
  }
}

it(`20 people edit and apply at once: no update is lost, and the history is what is on the server (seed ${seed})`, async () => {
  const world = await openTestWorld()
  const { serverId, records } = world
  writeFileSync(join(world.mailRoot, path), '# ours\n')
  unwrap(await lookOutside(world, serverId))
  const people = Array.from({ length: PEOPLE }, (_, i) => ({
    ...world.owner,
    id: `p${i}`,
    name: `person ${i}`,
  }))
  await Promise.all(
    people.map(async (person, who) => {
      const random = randomFrom(seed + who)
      for (let round = 0; round < rounds; round++) {
        for (const edit of editsOf(who, round)) {
          unwrap(await stageEdit(world, { serverId, person, path, makeEdit: () => ok(edit) }))
        }
        await applyOnce(world, person, random)
        // Whoever looks meanwhile must not take the console's own work for somebody else's.
        if (random() < 0.3) await lookOutside(world, serverId)
      }
    }),
  )
  unwrap(await lookOutside(world, serverId))

  const content = world.readFile(path).toString().split('\n').filter(Boolean)
  expect([...content].sort()).toEqual(['# ours', ...people.map((_, who) => rowOf(who, rounds - 1))].sort())
  const all = await listRevisions(records, serverId, { limit: 10_000 })
  expect(all.every(({ origin }) => origin === 'person')).toBe(true)
  const applied = all.filter(({ state }) => state === 'applied').reverse()
  expect(applied).toHaveLength(PEOPLE * rounds)
  let held = digestOf(Buffer.from('# ours\n'))
  for (const { id } of applied) {
    const [file] = unwrap(await readRevision(records, id)).files
    expect(file?.beforeDigest).toBe(held)
    held = file?.afterDigest ?? ''
  }
  expect(digestOf(world.readFile(path))).toBe(held)
  for (const { id } of people) expect(unwrap(await openDraft(records, serverId, id)).edits).toEqual([])
}, 240_000)

/** Mulberry32: numbers from 0 to 1 that a seed gives again. */
function randomFrom(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
