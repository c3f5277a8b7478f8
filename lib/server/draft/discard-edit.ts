import { deleteDraft, saveDraft } from '@/lib/db/drafts'
import { err, ok, type Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import type { Edit } from '@/lib/xmail/tables'
import type { Container } from '../container'
import { openDraft } from './open-draft'

export interface DiscardEdit {
  readonly serverId: string
  readonly person: Person
  /** The draft that the person saw; another one is not touched. */
  readonly version: number
  /** The place of the edit in it, from 0. */
  readonly edit: number
  /** Of an edit that adds networks, only this one. */
  readonly network?: string | undefined
}

/** Takes one edit, or one network of an edit, out of a draft. Errors: DRAFT_CHANGED, ROW_NOT_FOUND. */
export async function discardEdit(
  { records }: Pick<Container, 'records'>,
  discard: DiscardEdit,
): Promise<Result<null>> {
  const { serverId, person, version } = discard
  const draft = await openDraft(records, serverId, person.id)
  if (!draft.ok) return draft
  if (draft.value.version !== version) return err('DRAFT_CHANGED')
  const target = draft.value.edits[discard.edit]
  if (!target) return err('ROW_NOT_FOUND', { line: discard.edit + 1 })
  const rest = discard.network === undefined ? null : without(target, discard.network)
  const edits = draft.value.edits.flatMap((edit, i) => (i === discard.edit ? (rest ? [rest] : []) : [edit]))
  if (edits.length === 0) {
    await deleteDraft(records, serverId, person.id)
    return ok(null)
  }
  const saved = await saveDraft(records, {
    serverId,
    userId: person.id,
    base: draft.value.base,
    edits,
    expectedVersion: version,
  })
  return saved.ok ? ok(null) : saved
}

/** The edit without one of its networks; null when nothing is left of it. */
function without(edit: Edit, network: string): Edit | null {
  if (edit.table !== 'smtprelay' || edit.op !== 'add') return null
  const isKept = (_: string, place: number) => edit.networks[place] !== network
  const networks = edit.networks.filter(isKept)
  if (networks.length === 0) return null
  // A single note is that of all networks; several go with theirs.
  const notes = edit.notes && edit.notes.length > 1 ? edit.notes.filter(isKept) : edit.notes
  return { ...edit, networks, ...(notes && { notes }) }
}
