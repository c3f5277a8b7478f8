import 'server-only'
import { ok } from '@/lib/errors'
import { mayMakeEdit } from '@/lib/people/edit-permissions'
import { can } from '@/lib/people/roles'
import type { ComparedFinding } from '@/lib/xmail/lint'
import { getContainer } from '../container'
import { judgeDraft } from '../findings/judge-mail-root'
import { readLintFiles } from '../findings/read-lint-files'
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
  const mayMend = can(person.role, 'draft.edit')
  const findings = judgeDraft(files, draft.value.edits, now()).map((finding): ComparedFinding => {
    const isOwn =
      mayMend && finding.change !== 'gone' && finding.fix && mayMakeEdit(person.role, finding.fix.edit)
    return isOwn ? finding : { ...finding, fix: null }
  })
  return ok({ findings, unread, takenAt, hasDraft: draft.value.edits.length > 0 })
}
