import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { awaitConfirmation, claimPutBack } from '@/lib/db/confirmations'
import { createRevision, findRevision, finishRevision } from '@/lib/db/revisions'
import { readServerSecrets } from '@/lib/db/servers'
import { fault, ok, unwrap } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import { encodePassword } from '@/lib/xmail/password'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { CTRL_ACCOUNT, openCtrlWorld } from '@/test/support/open-ctrl-world'
import { openDraft } from '../draft/open-draft'
import { stageEdit } from '../draft/stage-edit'
import { applyDraft } from './apply-draft'
import { followWayIn, keepWayIn } from './follow-way-in'
import { putBackRevision } from './put-back-revision'
import { settleDoubt } from './settle-doubt'

const path = mailRootPath('ctrlaccounts.tab')

function changePassword(text: string, password: string): Edit {
  const line = text.split('\n').findIndex((each) => each.startsWith('"admin"'))
  const row = { line, was: '"admin"\t"***"' }
  return { table: 'ctrlaccounts', path, op: 'replace', row, user: 'admin', password }
}

it('takes the new password of the console’s own account into the stored connection, in the same apply', async () => {
  const world = await openCtrlWorld()
  const { serverId, owner: person, records } = world
  const old = world.readFile(path)
  const edit = changePassword(old.toString(), 'n3w one')
  unwrap(await stageEdit(world, { serverId, person, path, makeEdit: () => ok(edit) }))
  const { version } = unwrap(await openDraft(records, serverId, person.id))
  const base = { [path]: digestOf(old) }
  const { revisionId } = unwrap(await applyDraft(world, { serverId, person, version, reason: '', base }))
  await vi.waitFor(async () => expect((await findRevision(records, revisionId))?.state).toBe('applied'), {
    timeout: 10_000,
  })
  expect(unwrap(await readServerSecrets(records, serverId))).toMatchObject({ password: 'n3w one' })
  expect(unwrap(await unwrap(await world.stores.storeFor(serverId)).readSnapshot([path])).files.size).toBe(1)
})

/** A Revision of a new password, and both sides of its file. */
async function recordChange(world: Awaited<ReturnType<typeof openCtrlWorld>>) {
  const before = world.readFile(path)
  const after = Buffer.from(
    before.toString('latin1').replace(encodePassword(CTRL_ACCOUNT.password), encodePassword('n3w one')),
    'latin1',
  )
  const { serverId, owner, records } = world
  const { id } = unwrap(
    await createRevision(records, {
      serverId,
      actor: { id: owner.id, name: owner.name },
      reason: '',
      summary: {},
      files: [{ path, before, after, beforeDigest: digestOf(before), afterDigest: digestOf(after) }],
    }),
  )
  return { id, before, after }
}

it('finds its way in after a doubt in which the password has changed', async () => {
  const world = await openCtrlWorld()
  const { serverId, records } = world
  const { id, after } = await recordChange(world)
  unwrap(await finishRevision(records, id, 'in-doubt', fault('IN_DOUBT', { path, because: 'TIMED_OUT' })))
  writeFileSync(join(world.mailRoot, path), after)
  await world.stores.forget(serverId)
  unwrap(await settleDoubt(world, serverId, id))
  expect((await findRevision(records, id))?.state).toBe('applied')
  expect(unwrap(await readServerSecrets(records, serverId))).toMatchObject({ password: 'n3w one' })
})

it('finds its way in where a put-back of the password was done, and its answer lost', async () => {
  const world = await openCtrlWorld()
  const { serverId, records } = world
  const { id, before, after } = await recordChange(world)
  // The change had been applied and followed; then its old file was put back, which the console has not learnt.
  unwrap(await awaitConfirmation(records, id, 60))
  unwrap(await claimPutBack(records, id, fault('PUT_BACK_ASKED')))
  const followed = await followWayIn(world, serverId, [{ path, before, after }])
  if (followed) await keepWayIn(world, serverId, followed)
  await world.stores.forget(serverId)
  expect(unwrap(await readServerSecrets(records, serverId))).toMatchObject({ password: 'n3w one' })
  unwrap(await putBackRevision(world, id))
  expect((await findRevision(records, id))?.state).toBe('put-back')
  expect(unwrap(await readServerSecrets(records, serverId))).toMatchObject({
    password: CTRL_ACCOUNT.password,
  })
})
