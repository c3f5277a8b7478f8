import { openDocument } from '@/lib/changes/plan'
import { type Choice, type RebasedEdit, rebase } from '@/lib/changes/rebase'
import { findBytes } from '@/lib/db/seen-files'
import { ok, type Result } from '@/lib/errors'
import type { Snapshot } from '@/lib/mailroot/store'
import type { MailRootPath } from '@/lib/xmail/path'
import { type Document, parseDocument } from '@/lib/xmail/tab'
import type { Container } from '../container'
import type { OpenDraft } from './open-draft'

/** The edits of a draft to one file that is no longer what they were made on, or that they no longer fit. */
export interface RebasedFile {
  readonly path: MailRootPath
  /** Digest of what they were made on; null: there was no file; undefined: not known. */
  readonly base: string | null | undefined
  /** Whether the bytes of the base are still there. */
  readonly isBaseKept: boolean
  readonly hasChanged: boolean
  readonly now: Document
  /** In the draft’s order, each with its place in the draft, from 0. */
  readonly edits: readonly { readonly place: number; readonly rebased: RebasedEdit }[]
}

export interface RebaseDraft {
  readonly serverId: string
  readonly draft: Pick<OpenDraft, 'edits' | 'base'>
  /** The files of the draft, as they are now. */
  readonly snapshot: Snapshot
  /** By place in the draft. */
  readonly choices?: ReadonlyMap<number, Choice>
}

/**
 * What becomes of a draft whose files have changed since. Files that are as they were, and that every edit fits, are left
 * out; so are those that cannot be read, of which the plan says why. Error: SECRET_UNREADABLE.
 */
export async function rebaseDraft(
  { records }: Pick<Container, 'records'>,
  { serverId, draft, snapshot, choices }: RebaseDraft,
): Promise<Result<readonly RebasedFile[]>> {
  const files: RebasedFile[] = []
  for (const path of new Set(draft.edits.map((edit) => edit.path))) {
    const now = openDocument(snapshot.files.get(path), path)
    if (!now.ok) continue
    const digest = digestOf(snapshot, path)
    const was = draft.base[path]
    const base = was === digest ? ok(now.value) : await openBase(records, serverId, path, was, now.value)
    if (!base.ok) return base
    const places = draft.edits.flatMap((edit, place) => (edit.path === path ? [place] : []))
    const rebased = rebase({
      base: base.value,
      now: now.value,
      edits: draft.edits.filter((edit) => edit.path === path),
      ...(choices && { choices: byOwnPlace(choices, places) }),
    })
    const hasChanged = was !== undefined && was !== digest
    if (!hasChanged && rebased.every(({ state }) => state === 'carried')) continue
    files.push({
      ...{ path, base: was, isBaseKept: base.value !== undefined, hasChanged, now: now.value },
      edits: rebased.map((one, i) => ({ place: places[i] ?? 0, rebased: one })),
    })
  }
  return ok(files)
}

async function openBase(
  records: Container['records'],
  serverId: string,
  path: MailRootPath,
  digest: string | null | undefined,
  { format }: Document,
): Promise<Result<Document | undefined>> {
  if (digest === undefined) return ok(undefined)
  if (digest === null) return ok(parseDocument(new Uint8Array(), format))
  const bytes = await findBytes(records, serverId, path, digest)
  return bytes.ok ? ok(bytes.value ? parseDocument(bytes.value, format) : undefined) : bytes
}

function byOwnPlace(choices: ReadonlyMap<number, Choice>, places: readonly number[]): Map<number, Choice> {
  const own = new Map<number, Choice>()
  for (const [i, place] of places.entries()) {
    const choice = choices.get(place)
    if (choice) own.set(i, choice)
  }
  return own
}

/** Digest of a file of a snapshot; null where there is none. */
export function digestOf({ files }: Snapshot, path: MailRootPath): string | null {
  const file = files.get(path)
  return file?.state === 'present' ? file.digest : null
}
