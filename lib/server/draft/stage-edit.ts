import { openDocument } from '@/lib/changes/plan'
import { saveDraft } from '@/lib/db/drafts'
import { err, ok, type Result } from '@/lib/errors'
import type { FileSnapshot } from '@/lib/mailroot/store'
import type { Person } from '@/lib/people/person'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import { applyEdit, type Edit, editSchema } from '@/lib/xmail/tables'
import type { Container } from '../container'
import { type OpenDraft, openDraft } from './open-draft'

export interface StageEdit {
  readonly serverId: string
  readonly person: Person
  readonly path: MailRootPath
  /** Makes the edit from the file as the draft would have it. */
  readonly makeEdit: (drafted: Document) => Result<Edit>
}

type World = Pick<Container, 'records' | 'stores'>

/** Of two tabs of one person that save at once, the later one looks again instead of losing the other's edit. */
const TRIES = 3

/**
 * Adds an edit to a person's draft, made and tried on what the server holds now with the draft's other edits applied.
 * Nothing is written to the server. Errors: those of reading the file and of the table.
 */
export async function stageEdit(world: World, stage: StageEdit): Promise<Result<null>> {
  const store = await world.stores.storeFor(stage.serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot([stage.path])
  if (!snapshot.ok) return snapshot
  const file = snapshot.value.files.get(stage.path)
  for (let left = TRIES; left > 0; left--) {
    const draft = await openDraft(world.records, stage.serverId, stage.person.id)
    if (!draft.ok) return draft
    const edit = makeTried(stage, file, draft.value)
    if (!edit.ok) return edit
    const saved = await save(world, stage, draft.value, edit.value, digestOf(file))
    if (saved.ok || saved.error.code !== 'DRAFT_CHANGED') return saved
  }
  return err('DRAFT_CHANGED')
}

function makeTried(stage: StageEdit, file: FileSnapshot | undefined, draft: OpenDraft): Result<Edit> {
  if (file?.state === 'present' && file.notEditable) return { ok: false, error: file.notEditable }
  let document = openDocument(file, stage.path)
  for (const edit of draft.edits) {
    if (!document.ok) return document
    if (edit.path === stage.path) document = applyEdit(document.value, edit)
  }
  if (!document.ok) return document
  const edit = stage.makeEdit(document.value)
  if (!edit.ok) return edit
  // What is kept must be readable again: a draft with an edit that is too large could not even be thrown away.
  if (!editSchema.safeParse(edit.value).success) return err('INPUT_TOO_LARGE')
  const tried = applyEdit(document.value, edit.value)
  return tried.ok ? edit : tried
}

async function save(
  world: World,
  stage: StageEdit,
  draft: OpenDraft,
  edit: Edit,
  digest: string | null,
): Promise<Result<null>> {
  const saved = await saveDraft(world.records, {
    serverId: stage.serverId,
    userId: stage.person.id,
    // The first edit of a file says what the draft was made on; later ones do not move it.
    base: { [stage.path]: digest, ...draft.base },
    edits: [...draft.edits, edit],
    expectedVersion: draft.version,
  })
  return saved.ok ? ok(null) : saved
}

function digestOf(file: FileSnapshot | undefined): string | null {
  return file?.state === 'present' ? file.digest : null
}
