import { compareBytes } from '@/lib/changes/compare-bytes'
import { describeMeaning } from '@/lib/changes/meaning'
import type { FileChange, Plan } from '@/lib/changes/plan'
import { changedBetween, findAt } from '@/lib/changes/undo/point-in-time'
import { type FileVersion, listFileVersions, readFileVersion } from '@/lib/db/file-versions'
import { ok, type Result } from '@/lib/errors'
import type { Snapshot } from '@/lib/mailroot/store'
import { parseChangedPath } from '@/lib/xmail/start-file-path'
import { readBeside } from '../apply/read-beside'
import type { Container } from '../container'

type World = Pick<Container, 'records' | 'stores'>

export interface ComparedPoints {
  readonly files: readonly FileChange[]
  readonly meaning: ReturnType<typeof describeMeaning>
}

/**
 * What became of the files from right after one change to right after another, or (null) to what the server holds now. What
 * the addresses gain and lose is computed beside the files as they are now that neither point knows. Errors: those of
 * reading the server, which only "now" needs; SECRET_UNREADABLE.
 */
export async function comparePoints(
  world: World,
  serverId: string,
  from: string,
  to: string | null,
): Promise<Result<ComparedPoints>> {
  const versions = await listFileVersions(world.records, serverId)
  const paths = changedBetween(versions, from, to)
  const now = to === null ? await readNow(world, serverId, paths) : null
  if (now && !now.ok) return now
  const files: FileChange[] = []
  for (const path of paths) {
    const before = await bytesAt(world, versions, path, from)
    if (!before.ok) return before
    const after = now ? bytesIn(now.value, path) : await bytesAt(world, versions, path, to ?? from)
    if (!after.ok) return after
    const change = compareBytes(path, before.value, after.value)
    if (change) files.push(change)
  }
  return ok({ files, meaning: await meaningOf(world, serverId, { files }) })
}

async function meaningOf({ stores }: World, serverId: string, plan: Plan) {
  const store = await stores.storeFor(serverId)
  return describeMeaning(plan, store.ok ? await readBeside(store.value, plan) : new Map())
}

async function readNow(
  { stores }: World,
  serverId: string,
  names: readonly string[],
): Promise<Result<Snapshot>> {
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const paths = names.flatMap((name) => {
    const path = parseChangedPath(name)
    return path.ok ? [path.value] : []
  })
  return paths.length === 0 ? ok({ files: new Map(), takenAt: 0 }) : store.value.readSnapshot(paths)
}

function bytesIn({ files }: Snapshot, name: string): Result<Uint8Array | null> {
  const path = parseChangedPath(name)
  const file = path.ok ? files.get(path.value) : undefined
  if (file?.state === 'unreadable') return { ok: false, error: file.fault }
  return ok(file?.state === 'present' ? file.bytes : null)
}

async function bytesAt(
  { records }: World,
  versions: readonly FileVersion[],
  path: string,
  revisionId: string,
): Promise<Result<Uint8Array | null>> {
  const kept = findAt(versions, path, revisionId)
  return kept ? readFileVersion(records, kept.version, kept.side) : ok(null)
}
