import { planChange } from '@/lib/changes/plan'
import { takeOffer } from '@/lib/db/draft-offers'
import { err, type Fault, type Result } from '@/lib/errors'
import type { Snapshot } from '@/lib/mailroot/store'
import { mayMakeEdit } from '@/lib/people/edit-permissions'
import type { Person } from '@/lib/people/person'
import type { Edit } from '@/lib/xmail/tables'
import { readFilesOf } from '../apply/read-files-of'
import type { Container } from '../container'
import { openDraft } from './open-draft'

export interface AcceptDraft {
  readonly serverId: string
  readonly person: Person
  /** Id of the person who hands it over. */
  readonly from: string
  /** The version that the person saw. */
  readonly version: number
}

/**
 * Takes over a draft that was handed over. Behind a draft of one's own it is put only if every edit of both fits what the
 * server holds now; else neither is touched. Errors: NOT_FOUND (it is not offered any more), DRAFT_CHANGED, FORBIDDEN (an
 * edit that one’s own role may not make), those of reading, and of the edit that does not fit.
 */
export async function acceptDraft(
  world: Pick<Container, 'records' | 'stores'>,
  { serverId, person, from, version }: AcceptDraft,
): Promise<Result<null>> {
  const { records } = world
  const theirs = await openDraft(records, serverId, from)
  if (!theirs.ok) return theirs
  if (theirs.value.version !== version) return err('DRAFT_CHANGED')
  const own = await openDraft(records, serverId, person.id)
  if (!own.ok) return own
  if (!theirs.value.edits.every((edit) => mayMakeEdit(person.role, edit)))
    return err('FORBIDDEN', { role: person.role })
  const edits = [...own.value.edits, ...theirs.value.edits]
  if (own.value.edits.length > 0) {
    const store = await world.stores.storeFor(serverId)
    if (!store.ok) return store
    const snapshot = await readFilesOf(store.value, edits)
    if (!snapshot.ok) return snapshot
    const unfit = findUnfit(snapshot.value, edits)
    if (unfit) return { ok: false, error: unfit }
  }
  return takeOffer(records, {
    ...{ serverId, fromUserId: from, toUserId: person.id, edits },
    ...{ fromVersion: version, toVersion: own.value.version },
    // Where both are about one file, one’s own edits come first, and theirs were tried on what those make of it.
    base: { ...theirs.value.base, ...own.value.base },
  })
}

function findUnfit(snapshot: Snapshot, edits: readonly Edit[]): Fault | null {
  const plan = planChange(snapshot, edits)
  return plan.ok || plan.error.code === 'NOTHING_TO_CHANGE' ? null : plan.error
}
