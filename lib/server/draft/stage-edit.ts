import { openDocument } from '@/lib/changes/plan'
import { saveDraft } from '@/lib/db/drafts'
import { keepFirstSight } from '@/lib/db/seen-files'
import { err, ok, type Result } from '@/lib/errors'
import type { FileSnapshot, Snapshot } from '@/lib/mailroot/store'
import type { Person } from '@/lib/people/person'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import { applyEdit, applyEdits, type Edit, editSchema, removesFile } from '@/lib/xmail/tables'
import type { Container } from '../container'
import { toSeen } from '../outside/to-seen'
import { type OpenDraft, openDraft } from './open-draft'

export interface StageEdits {
  readonly serverId: string
  readonly person: Person
  readonly paths: readonly MailRootPath[]
  /**
   * Makes the edits from the files as the draft would have them. They go into the draft together or not at all. `isThere`:
   * whether there would be such a file, which a Document without lines does not say.
   */
  readonly makeEdits: (
    drafted: (path: MailRootPath) => Document,
    isThere: (path: MailRootPath) => boolean,
  ) => Result<readonly Edit[]>
}

export interface StageEdit extends Pick<StageEdits, 'serverId' | 'person'> {
  readonly path: MailRootPath
  /** Makes the edit from the file as the draft would have it. */
  readonly makeEdit: (drafted: Document) => Result<Edit>
}

type World = Pick<Container, 'records' | 'stores'>

/** Of two tabs of one person that save at once, the later one looks again instead of losing the other's edit. */
const TRIES = 3

/** `stageEdits` for one edit of one file. */
export async function stageEdit(
  world: World,
  { path, makeEdit, ...stage }: StageEdit,
): Promise<Result<null>> {
  return stageEdits(world, {
    ...stage,
    paths: [path],
    makeEdits: (drafted) => {
      const edit = makeEdit(drafted(path))
      return edit.ok ? ok([edit.value]) : edit
    },
  })
}

/**
 * Adds edits to a person's draft, made and tried on what the server holds now with the draft's other edits applied.
 * Nothing is written to the server. Errors: those of reading the files and of the tables.
 */
export async function stageEdits(world: World, stage: StageEdits): Promise<Result<null>> {
  const store = await world.stores.storeFor(stage.serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot(stage.paths)
  if (!snapshot.ok) return snapshot
  const { files } = snapshot.value
  for (let left = TRIES; left > 0; left--) {
    const draft = await openDraft(world.records, stage.serverId, stage.person.id)
    if (!draft.ok) return draft
    const edits = makeTried(stage, files, draft.value)
    if (!edits.ok) return edits
    const saved = await save(world, stage, draft.value, edits.value, files)
    if (saved.ok || saved.error.code !== 'DRAFT_CHANGED') return saved
  }
  return err('DRAFT_CHANGED')
}

function makeTried(stage: StageEdits, files: Snapshot['files'], draft: OpenDraft): Result<readonly Edit[]> {
  const documents = new Map<MailRootPath, Document>()
  for (const path of stage.paths) {
    const document = openDrafted(path, files.get(path), draft)
    if (!document.ok) return document
    documents.set(path, document.value)
  }
  const edits = stage.makeEdits(
    (path) => documentOf(documents, path),
    (path) => isThere(path, files.get(path), documentOf(documents, path), draft),
  )
  if (!edits.ok) return edits
  for (const edit of edits.value) {
    // What is kept must be readable again: a draft with an edit that is too large could not even be thrown away.
    if (!editSchema.safeParse(edit).success) return err('INPUT_TOO_LARGE')
    const tried = applyEdit(documentOf(documents, edit.path), edit)
    if (!tried.ok) return tried
    documents.set(edit.path, tried.value)
  }
  return edits
}

/** A file with the draft’s edits of it. Errors: those of reading, of a file that cannot be written back, and of the tables. */
export function openDrafted(
  path: MailRootPath,
  file: FileSnapshot | undefined,
  draft: OpenDraft,
): Result<Document> {
  if (file?.state === 'present' && file.notEditable) return { ok: false, error: file.notEditable }
  const document = openDocument(file, path)
  // An edit that no longer fits waits in the draft until Review has asked about it: the others must not wait for it.
  return document.ok ? ok(applyEdits(document.value, path, draft.edits).document) : document
}

/** Whether there is such a file once the draft is applied. */
export function isThere(
  path: MailRootPath,
  file: FileSnapshot | undefined,
  drafted: Document,
  draft: OpenDraft,
): boolean {
  const last = draft.edits.findLast((edit) => edit.path === path)
  return last && removesFile(last) ? false : file?.state === 'present' || drafted.lines.length > 0
}

function documentOf(documents: ReadonlyMap<MailRootPath, Document>, path: MailRootPath): Document {
  const document = documents.get(path)
  if (!document) throw new Error(`${path} is none of the files of this stage`)
  return document
}

async function save(
  world: World,
  stage: StageEdits,
  draft: OpenDraft,
  edits: readonly Edit[],
  files: Snapshot['files'],
): Promise<Result<null>> {
  const digests = Object.fromEntries(stage.paths.map((path) => [path, digestOf(files.get(path))]))
  const saved = await saveDraft(world.records, {
    serverId: stage.serverId,
    userId: stage.person.id,
    // The first edit of a file says what the draft was made on; later ones do not move it.
    base: { ...digests, ...draft.base },
    edits: [...draft.edits, ...edits],
    expectedVersion: draft.version,
  })
  if (!saved.ok) return saved
  // What a draft was made on must be there when somebody has changed the file meanwhile.
  await keepFirstSight(
    world.records,
    stage.serverId,
    stage.paths.flatMap((path) => toSeen(files.get(path))),
  )
  return ok(null)
}

function digestOf(file: FileSnapshot | undefined): string | null {
  return file?.state === 'present' ? file.digest : null
}
