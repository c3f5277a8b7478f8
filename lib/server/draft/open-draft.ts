import { z } from 'zod'
import { type DraftBase, getDraft } from '@/lib/db/drafts'
import type { Records } from '@/lib/db/records'
import { err, ok, type Result } from '@/lib/errors'
import { type Edit, editSchema } from '@/lib/xmail/tables'

/** One person's draft on one server; without edits where there is none. */
export interface OpenDraft {
  readonly edits: readonly Edit[]
  /** 0: there is none yet. */
  readonly version: number
  readonly base: DraftBase
}

const editsSchema = z.array(editSchema)

/** Reads a draft and checks its edits as if they came from outside. Errors: SECRET_UNREADABLE, DRAFT_UNREADABLE. */
export async function openDraft(
  records: Records,
  serverId: string,
  personId: string,
): Promise<Result<OpenDraft>> {
  const found = await getDraft(records, serverId, personId)
  if (!found.ok) return found
  const draft = found.value
  if (!draft) return ok({ edits: [], version: 0, base: {} })
  const edits = editsSchema.safeParse(draft.edits)
  return edits.success
    ? ok({ edits: edits.data, version: draft.version, base: draft.base })
    : err('DRAFT_UNREADABLE')
}
