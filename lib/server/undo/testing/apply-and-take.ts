import { expect, vi } from 'vitest'
import { findRevision } from '@/lib/db/revisions'
import { ok, unwrap } from '@/lib/errors'
import type { Edit } from '@/lib/xmail/tables'
import type { TestWorld } from '@/test/support/open-test-world'
import { applyDraft } from '../../apply/apply-draft'
import { openDraft } from '../../draft/open-draft'
import { stageEdit } from '../../draft/stage-edit'
import { foreseeUndo } from '../foresee-undo'
import { stageUndo } from '../stage-undo'

/** Applies the owner’s draft to what is there now, and waits until it is. Gives the id of the change. */
export async function applyAll(world: TestWorld) {
  const { serverId, owner: person } = world
  const draft = unwrap(await openDraft(world.records, serverId, person.id))
  const paths = [...new Set(draft.edits.map(({ path }) => path))]
  const store = unwrap(await world.stores.storeFor(serverId))
  const { files } = unwrap(await store.readSnapshot(paths))
  const base = Object.fromEntries(
    [...files].map(([path, file]) => [path, file.state === 'present' ? file.digest : null]),
  )
  const input = { serverId, person, version: draft.version, base, reason: 'ticket 42' }
  const { revisionId } = unwrap(await applyDraft(world, input))
  await vi.waitFor(
    async () => expect(await findRevision(world.records, revisionId)).toMatchObject({ state: 'applied' }),
    { timeout: 10_000 },
  )
  return revisionId
}

/** Applies one edit. */
export async function change(world: TestWorld, edit: Edit) {
  const stage = { serverId: world.serverId, person: world.owner, path: edit.path, makeEdit: () => ok(edit) }
  unwrap(await stageEdit(world, stage))
  return applyAll(world)
}

type Asked = Partial<Parameters<typeof stageUndo>[1]>

/** Stages it as somebody who has just seen what would happen. */
export async function take(world: TestWorld, revisionId: string, asked: Asked = {}) {
  const who = { serverId: world.serverId, person: world.owner, revisionId, goal: 'undo' as const, ...asked }
  const foreseen = await foreseeUndo(world, who)
  if (!foreseen.ok) return foreseen
  const seen = Object.fromEntries(foreseen.value.files.map(({ path, digest }) => [path, digest]))
  const leave = Object.fromEntries(
    foreseen.value.files.map(({ path, conflicts }) => [path, conflicts.map(() => 'leave' as const)]),
  )
  return stageUndo(world, { ...who, seen, choices: leave, ...asked })
}
