import 'server-only'
import { cache } from 'react'
import { listAssertions } from '@/lib/db/assertions'
import { ok } from '@/lib/errors'
import { can } from '@/lib/people/roles'
import { suggestAssertions } from '@/lib/xmail/assertions'
import { changedByEdits, readCheckedFiles } from '../assertions/checked-files'
import { getContainer } from '../container'
import { readOwnAddress } from '../own-address'
import { requirePermission } from '../require-permission'
import { readOwnDraft } from './draft'

/**
 * The sentences that must stay true of a server, each with its state on the files as they are and with one's own draft.
 * Nothing of the files themselves. Errors: those of reading; a server without sentences is not read.
 */
export const readAssertions = cache(async (serverId: string) => {
  const person = await requirePermission('server.read', serverId)
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const { records, stores, now } = await getContainer()
  const kept = await listAssertions(records, serverId)
  const may = {
    mayEdit: can(person.role, 'assertion.edit'),
    mayOverride: can(person.role, 'assertion.override'),
  }
  const hasDraft = draft.value.edits.length > 0
  if (kept.length === 0) return ok({ ...may, hasDraft, assertions: [], takenAt: now() })
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const reading = await readCheckedFiles(store.value)
  if (!reading.ok) return reading
  const live = reading.value.open()
  const drafted = hasDraft ? reading.value.open(changedByEdits(draft.value.edits)) : null
  const assertions = []
  for (const each of kept) {
    const state = await live.check(each.assertion)
    assertions.push({ ...each, live: state, draft: drafted ? await drafted.check(each.assertion) : state })
  }
  return ok({ ...may, hasDraft, assertions, takenAt: reading.value.takenAt })
})

/** Sentences that are true now and not written down yet. None where the files cannot be read: the page says why. */
export async function suggestForServer(serverId: string) {
  await requirePermission('server.read', serverId)
  const { records, stores } = await getContainer()
  const store = await stores.storeFor(serverId)
  if (!store.ok) return []
  const reading = await readCheckedFiles(store.value)
  if (!reading.ok) return []
  const known = (await listAssertions(records, serverId)).map(({ assertion }) => assertion)
  const ownAddress = await readOwnAddress(records, serverId)
  return suggestAssertions(reading.value.open().policy, { ownAddress, known })
}
