import 'server-only'
import { ok } from '@/lib/errors'
import { getContainer } from '../container'
import { judgeDraft } from '../findings/judge-mail-root'
import { readLintFiles } from '../findings/read-lint-files'
import { showFindings } from '../findings/show-findings'
import { requirePermission } from '../require-permission'
import { readOwnDraft } from './draft'

/**
 * Everything that is worth saying of a server's files, as they are and with one's own draft. The files, with their
 * passwords and the key, stay here. Errors: those of reading.
 */
export async function readFindings(serverId: string) {
  const person = await requirePermission('server.read')
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const { stores, now } = await getContainer()
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const reading = await readLintFiles(store.value)
  if (!reading.ok) return reading
  const { files, takenAt, unread } = reading.value
  const judged = judgeDraft(files, draft.value.edits, now())
  const hasDraft = draft.value.edits.length > 0
  return ok({ ...showFindings(person.role, judged), unread, takenAt, hasDraft })
}
