import type { Choice } from '@/lib/changes/rebase'
import { deleteDraft, saveDraft } from '@/lib/db/drafts'
import { err, ok, type Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import type { Edit } from '@/lib/xmail/tables'
import { readFilesOf } from '../apply/read-files-of'
import type { Container } from '../container'
import { openDraft } from './open-draft'
import { digestOf, rebaseDraft } from './rebase-draft'

export interface ResolveDraft {
  readonly serverId: string
  readonly person: Person
  /** The draft that the person saw; another one is not touched. */
  readonly version: number
  /** Path → digest of the files that it was compared with. */
  readonly now: Readonly<Record<string, string | null>>
  /** For edits that collide, by their place in the draft. */
  readonly choices: readonly { readonly edit: number; readonly choice: Choice }[]
}

/**
 * Makes a draft be one of what the server holds now: carried edits stay, of those that collide the ones that the person
 * keeps are made anew and the others dropped. What collides only because of a choice stays as it is, to be asked for
 * next. Errors: DRAFT_CHANGED, DRIFTED (the files are others again), those of reading.
 */
export async function resolveDraft(
  world: Pick<Container, 'records' | 'stores'>,
  { serverId, person, version, now, choices }: ResolveDraft,
): Promise<Result<null>> {
  const { records } = world
  const draft = await openDraft(records, serverId, person.id)
  if (!draft.ok) return draft
  if (draft.value.version !== version) return err('DRAFT_CHANGED')
  const store = await world.stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await readFilesOf(store.value, draft.value.edits)
  if (!snapshot.ok) return snapshot
  const paths = [...snapshot.value.files.keys()]
  const other = paths.find((path) => (now[path] ?? null) !== digestOf(snapshot.value, path))
  if (other) return err('DRIFTED', { path: other })
  const chosen = new Map(choices.map(({ edit, choice }) => [edit, choice]))
  const files = await rebaseDraft(world, {
    serverId,
    draft: draft.value,
    snapshot: snapshot.value,
    choices: chosen,
  })
  if (!files.ok) return files
  const byPlace = new Map(
    files.value.flatMap((file) => file.edits.map(({ place, rebased }) => [place, rebased])),
  )
  const edits = draft.value.edits.flatMap((edit, place): Edit[] => {
    const rebased = byPlace.get(place)
    if (!rebased || rebased.state === 'carried') return [edit]
    const choice = chosen.get(place)
    if (choice === 'theirs') return []
    return choice === 'mine' && rebased.remade ? [rebased.remade] : [edit]
  })
  if (edits.length === 0) {
    await deleteDraft(records, serverId, person.id)
    return ok(null)
  }
  const base = Object.fromEntries(paths.map((path) => [path, digestOf(snapshot.value, path)]))
  const saved = await saveDraft(records, {
    serverId,
    userId: person.id,
    base,
    edits,
    expectedVersion: version,
  })
  return saved.ok ? ok(null) : saved
}
