import 'server-only'
import { ok } from '@/lib/errors'
import { getContainer } from '../container'
import { getJudgedFindings } from '../findings/get-judged-findings'
import { readLintSnapshot } from '../findings/read-lint-files'
import { showFindings } from '../findings/show-findings'
import { readOwnAddress } from '../own-address'
import { requirePermission } from '../require-permission'
import { readOwnDraft } from './draft'

/**
 * Everything that is worth saying of a server's files, as they are and with one's own draft. The files, with their
 * passwords and the key, stay here. Errors: those of reading.
 */
export async function readFindings(serverId: string) {
  const person = await requirePermission('server.read', serverId)
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const { records, stores } = await getContainer()
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await readLintSnapshot(store.value)
  if (!snapshot.ok) return snapshot
  const { edits } = draft.value
  const ownAddress = await readOwnAddress(records, serverId)
  const judging = { serverId, snapshot: snapshot.value, edits, ownAddress }
  const { findings, unread } = (await getJudgedFindings()).get(judging)
  const { takenAt } = snapshot.value
  return ok({ ...showFindings(person.role, findings), unread, takenAt, hasDraft: edits.length > 0 })
}
