import { describeMeaning } from '@/lib/changes/meaning'
import { compareFiles } from '@/lib/changes/plan'
import { markHistory, recordSight } from '@/lib/db/outside-revisions'
import type { RevisionFile } from '@/lib/db/revision-files'
import { type ExpectedFile, listExpected, readExpectedBytes, type SeenFile } from '@/lib/db/seen-files'
import { err, ok, type Result } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import type { MailRootStore } from '@/lib/mailroot/store'
import { parseChangedPath } from '@/lib/xmail/start-file-path'
import { onlyOnce } from '../apply/only-once'
import { readBeside } from '../apply/read-beside'
import type { Container } from '../container'
import { followedFiles } from './followed-files'
import { toSeen } from './to-seen'

export interface Look {
  /** The Revision that was made of what has changed; null: nothing has. */
  readonly revisionId: string | null
  /** Files that were left out, because a change of the console's own is not over. */
  readonly busy: readonly string[]
  /** Path → digest of what was read; null: there is no such file. */
  readonly digests: ReadonlyMap<string, string | null>
}

type World = Pick<Container, 'records' | 'stores' | 'log'>

/** A server on which people apply without a pause is looked at when they pause. */
const TRIES = 3

const looking = new Map<string, Promise<Result<Look>>>()

/**
 * Reads the followed files of a server and makes a Revision by "outside" of those that are neither as they were last seen
 * nor as this console left them. The first sight of a file makes none. Files of a change that is not over are left out:
 * what they hold may be the console's own doing. One look at a time for each server. Errors: those of reading (nothing is
 * recorded then), APPLY_IN_PROGRESS where changes went on all the time.
 */
export function lookOutside(world: World, serverId: string): Promise<Result<Look>> {
  return onlyOnce(looking, serverId, async () => {
    for (let left = TRIES; left > 0; left--) {
      const look = await lookOnce(world, serverId)
      if (!look.ok) return look
      if (look.value !== 'overtaken') return ok(look.value)
    }
    return err('APPLY_IN_PROGRESS')
  })
}

async function lookOnce(world: World, serverId: string): Promise<Result<Look | 'overtaken'>> {
  const { records } = world
  // Before the files are read: a change that begins later shows in the mark, and what was read is not used.
  const mark = await markHistory(records, serverId)
  const expected = await listExpected(records, serverId)
  const store = await world.stores.storeFor(serverId)
  if (!store.ok) return store
  const paths = followedFiles(expected.keys()).filter((path) => !mark.busy.has(path))
  const snapshot = await store.value.readSnapshot(paths)
  if (!snapshot.ok) return snapshot
  const seen: SeenFile[] = []
  const changed: RevisionFile[] = []
  const found = [...snapshot.value.files.values()].flatMap(toSeen)
  for (const file of found) {
    const was = expected.get(file.path)
    const isSame = was === undefined || isExpected(file, was)
    // Kept as what is expected from now on, unless a look has said so already.
    if (isSame && was?.revisionId === null && was.digests !== null) continue
    seen.push(file)
    if (isSame) continue
    const before = await readExpectedBytes(records, serverId, file.path, was)
    if (!before.ok) return before
    changed.push({
      ...{ path: file.path, before: before.value.bytes, beforeDigest: before.value.digest },
      ...{ after: file.bytes, afterDigest: file.digest },
    })
  }
  const digests = new Map(found.map(({ path, digest }) => [path, digest]))
  const look = { revisionId: null, busy: [...mark.busy], digests }
  if (seen.length === 0) return ok(look)
  const summary = changed.length > 0 ? await summarize(store.value, changed) : null
  const recorded = await recordSight(records, { serverId, mark, seen, changed, summary })
  if (recorded === 'overtaken') return ok('overtaken')
  if (recorded === 'nothing') return ok(look)
  world.log.info({ server: serverId, revision: recorded.id }, 'files have changed outside')
  return ok({ ...look, revisionId: recorded.id })
}

const EMPTY = digestOf(new Uint8Array())

function isExpected({ bytes, digest }: SeenFile, { digests }: ExpectedFile): boolean {
  // Where an empty file is put back, a blank line is: XMail would delete it otherwise (`putBack`).
  const isBlank = bytes?.length === 1 && bytes[0] === 0x0a
  return digests === null || digests.includes(digest) || (isBlank && digests.includes(EMPTY))
}

async function summarize(store: MailRootStore, changed: readonly RevisionFile[]) {
  const files = changed.flatMap(({ path: name, before, after }) => {
    const path = parseChangedPath(name)
    return path.ok ? [compareFiles(path.value, before, after)] : []
  })
  const plan = { files }
  return {
    paths: changed.map(({ path }) => path),
    meaning: describeMeaning(plan, await readBeside(store, plan)),
  }
}
