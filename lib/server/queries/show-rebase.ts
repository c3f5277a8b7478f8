import type { RebasedEdit } from '@/lib/changes/rebase'
import { listRevisionsSince } from '@/lib/db/revisions-since'
import { ok, type Result } from '@/lib/errors'
import type { Snapshot } from '@/lib/mailroot/store'
import type { MailRootPath } from '@/lib/xmail/path'
import { type Document, decodeText, type Line } from '@/lib/xmail/tab'
import type { Edit } from '@/lib/xmail/tables'
import { secretOf, showLine } from '@/lib/xmail/tables'
import type { Container } from '../container'
import type { OpenDraft } from '../draft/open-draft'
import { digestOf, type RebasedFile, rebaseDraft } from '../draft/rebase-draft'
import { lookOutside } from '../outside/look-outside'

/** Enough to choose by; the diff has all of them. */
const MAX_LINES = 8
const MAX_LINE_CHARACTERS = 300

type Shorten = (edit: Edit) => { edit: Edit; count: number }

export type ShownRebase = Awaited<ReturnType<typeof showRebase>>

/**
 * What a draft has to do with what changed meanwhile; null: nothing has, and every edit fits. `now`: the files that it was
 * compared with. Error: SECRET_UNREADABLE.
 */
export async function readRebase(
  world: Pick<Container, 'records' | 'stores' | 'log'>,
  serverId: string,
  draft: OpenDraft,
  snapshot: Snapshot,
  shorten: Shorten,
): Promise<Result<{ files: ShownRebase[]; now: Record<string, string | null> } | null>> {
  const files = await rebaseDraft(world, { serverId, draft, snapshot })
  if (!files.ok) return files
  if (files.value.length === 0) return ok(null)
  // So that what has changed has a page of its own to be shown on. If it cannot be looked for now, there is none yet.
  if (files.value.some(({ hasChanged }) => hasChanged)) await lookOutside(world, serverId)
  const shown: ShownRebase[] = []
  for (const file of files.value) shown.push(await showRebase(world, serverId, file, shorten))
  const paths = [...snapshot.files.keys()]
  return ok({ files: shown, now: Object.fromEntries(paths.map((path) => [path, digestOf(snapshot, path)])) })
}

/** What changed meanwhile in one file of a draft, as plain data without passwords. `shorten`: an edit for a page. */
async function showRebase(
  { records }: Pick<Container, 'records'>,
  serverId: string,
  file: RebasedFile,
  shorten: Shorten,
) {
  const since =
    file.hasChanged && file.base !== undefined
      ? await listRevisionsSince(records, serverId, file.path, file.base)
      : []
  return {
    path: file.path,
    hasChanged: file.hasChanged,
    isBaseKept: file.isBaseKept,
    since: since.map(({ id, origin, actor, startedAt }) => ({
      id,
      origin,
      actorName: actor.name,
      startedAt,
    })),
    carried: file.edits.filter(({ rebased }) => rebased.state === 'carried').length,
    collided: file.edits.flatMap(({ place, rebased }) =>
      rebased.state === 'collided' ? [showCollision(file, place, rebased, shorten)] : [],
    ),
  }
}

function showCollision(
  { path, now }: RebasedFile,
  place: number,
  { edit, reason, remade, sides }: RebasedEdit & { state: 'collided' },
  shorten: Shorten,
) {
  const isHidden = secretOf(path, [now]) === 'whole'
  const show = (lines: readonly Line[]) => (isHidden ? [] : showLines(path, now, lines))
  return {
    place,
    ...shorten(edit),
    fault: null,
    reason,
    mayKeep: remade !== null,
    base: sides.base && show(sides.base),
    now: show(sides.now),
    mine: show(sides.mine),
  }
}

function showLines(path: MailRootPath, doc: Document, lines: readonly Line[]): string[] {
  const shown = lines
    .slice(0, MAX_LINES)
    .map((line) => decodeText(doc, showLine(path, line).slice(0, MAX_LINE_CHARACTERS)))
  return lines.length > MAX_LINES ? [...shown, '…'] : shown
}
