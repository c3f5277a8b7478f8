import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { addAssertions, listAssertions } from '@/lib/db/assertions'
import { findRevision } from '@/lib/db/revisions'
import { ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import type { Person } from '@/lib/people/person'
import type { Assertion } from '@/lib/xmail/assertions'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { openDraft } from '../draft/open-draft'
import { stageEdit } from '../draft/stage-edit'
import { applyDraft } from './apply-draft'

const path = mailRootPath('smtprelay.tab')
const edit: Edit = { table: 'smtprelay', path, op: 'add', networks: ['8.8.8.0/24'], confirmed: [] }
const STRANGER: Assertion = { kind: 'relay', claim: 'none', networks: ['8.8.8.8/32'], over: 'both' }

/** A server with a sentence, and the draft of somebody that breaks it. */
async function draftAgainst(assertion: Assertion, role: 'owner' | 'helpdesk') {
  const world = await openTestWorld()
  const person: Person = world[role]
  const { serverId } = world
  const noted = { assertion, note: 'audit 7' }
  unwrap(await addAssertions(world.records, { serverId, actorName: 'Aiko' }, [noted]))
  unwrap(await stageEdit(world, { serverId, person, path, makeEdit: () => ok(edit) }))
  const { version } = unwrap(await openDraft(world.records, serverId, person.id))
  const base = { [path]: digestOf(world.readFile(path)) }
  const [kept] = await listAssertions(world.records, serverId)
  return { world, noted, id: kept?.id ?? '', input: { serverId, person, version, reason: 'ticket 42', base } }
}

it('stops a change that makes a sentence untrue, for owners too', async () => {
  const { world, input } = await draftAgainst(STRANGER, 'owner')
  const before = world.readFile(path)
  const stopped = { code: 'ASSERTIONS_BROKEN', details: { count: 1 } }
  expect(await applyDraft(world, input)).toMatchObject({ error: stopped })
  const unseen = { reason: 'because', assertions: ['another'] }
  expect(await applyDraft(world, { ...input, override: unseen })).toMatchObject({ error: stopped })
  expect(world.readFile(path).equals(before)).toBe(true)
})

it('is overridden by who may, and the Revision keeps what was broken and why', async () => {
  const { world, noted, id, input } = await draftAgainst(STRANGER, 'owner')
  const override = { reason: 'until Friday', assertions: [id] }
  const { revisionId } = unwrap(await applyDraft(world, { ...input, override }))
  await vi.waitFor(async () => {
    const revision = await findRevision(world.records, revisionId)
    expect(revision).toMatchObject({
      state: 'applied',
      summary: { overridden: { reason: 'until Friday', assertions: [noted] } },
    })
  })
  expect(world.readFile(path).toString('latin1')).toContain('8.8.8.0')
})

it('is not overridden by who may not', async () => {
  const { world, id, input } = await draftAgainst(STRANGER, 'helpdesk')
  const override = { reason: 'I need it', assertions: [id] }
  expect(await applyDraft(world, { ...input, override })).toMatchObject({ error: { code: 'FORBIDDEN' } })
})

it('goes by the files of the moment, also those that the draft leaves alone', async () => {
  const only: Assertion = {
    kind: 'gate',
    gate: 'ctrl',
    claim: 'none',
    networks: ['8.8.8.8/32'],
    over: 'both',
  }
  const { world, input } = await draftAgainst(only, 'owner')
  const gate = join(world.mailRoot, 'ctrl.ipmap.tab')
  rmSync(gate)
  expect(await applyDraft(world, input)).toMatchObject({ error: { code: 'ASSERTIONS_BROKEN' } })
  writeFileSync(gate, '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n')
  unwrap(await applyDraft(world, input))
})
