import { posix } from 'node:path'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { isAboutPath } from './folder/disk'
import type { CallOptions, FileSnapshot, MailRootStore, Snapshot, WriteOutcome } from './store'

export interface StartFile {
  /** Absolute, as an administrator has named it. */
  readonly path: string
  /** A store whose MAIL_ROOT is the folder of that file; or why there is none. */
  readonly folder: Result<MailRootStore>
}

/**
 * A store that also has the file that starts XMail, by its absolute path: read and written as a file of its own folder,
 * with all the care that other files get, and a link that leads out of that folder is not followed. Of the folder no
 * other name is ever asked for. Every absolute path but the one named, and over CTRL all of them (semantics.md 8.4), is
 * START_FILE_NOT_NAMED; a start file is neither made nor removed. Null: the server has none.
 */
export function withStartFile(store: MailRootStore, startFile: StartFile | null): MailRootStore {
  return {
    kind: store.kind,
    abilities: store.abilities,
    identify: (options) => store.identify(options),
    listFolder: (folder, options) => store.listFolder(folder, options),
    readSnapshot: (paths, options) => readBoth(store, startFile, paths, options),
    writeFile: (path, bytes, options) =>
      isOutside(path)
        ? writeStartFile(startFile, path, bytes, options)
        : store.writeFile(path, bytes, options),
    removeFile: async (path, options) =>
      isOutside(path)
        ? { state: 'not-written', fault: fault('FILE_NOT_EDITABLE', { path }) }
        : store.removeFile(path, options),
    async close() {
      await Promise.all([store.close(), startFile?.folder.ok ? startFile.folder.value.close() : null])
    },
  }
}

function isOutside(path: MailRootPath): boolean {
  return path.startsWith('/')
}

async function readBoth(
  store: MailRootStore,
  startFile: StartFile | null,
  paths: readonly MailRootPath[],
  options?: CallOptions,
): Promise<Result<Snapshot>> {
  const outside = [...new Set(paths.filter(isOutside))]
  if (outside.length === 0) return store.readSnapshot(paths, options)
  const inside = paths.filter((path) => !isOutside(path))
  const [snapshot, ...found] = await Promise.all([
    inside.length > 0 ? store.readSnapshot(inside, options) : null,
    ...outside.map((path) => readStartFile(startFile, path, options)),
  ])
  if (snapshot && !snapshot.ok) return snapshot
  const files = new Map(snapshot?.value.files)
  for (const file of found) {
    if (!file.ok) return file
    files.set(file.value.path, file.value)
  }
  return ok({ files, takenAt: Date.now() })
}

/** Trouble with the file is trouble with this one file; trouble with the way to it is the call's, as it is of others. */
async function readStartFile(
  startFile: StartFile | null,
  path: MailRootPath,
  options?: CallOptions,
): Promise<Result<FileSnapshot>> {
  const unreadable = (why: Fault) => ok<FileSnapshot>({ path, state: 'unreadable', fault: why })
  const place = locate(startFile, path)
  if (!place.ok) return unreadable(place.error)
  const { folder, name } = place.value
  const snapshot = await folder.readSnapshot([name], options)
  if (!snapshot.ok) {
    const why = about(path, snapshot.error)
    return isAboutPath(why) ? unreadable(why) : { ok: false, error: snapshot.error }
  }
  const file = snapshot.value.files.get(name)
  if (file?.state === 'present') return ok({ ...file, path })
  return unreadable(about(path, file?.state === 'unreadable' ? file.fault : fault('FILE_NOT_FOUND')))
}

async function writeStartFile(
  startFile: StartFile | null,
  path: MailRootPath,
  bytes: Uint8Array,
  options?: CallOptions,
): Promise<WriteOutcome> {
  const place = locate(startFile, path)
  if (!place.ok) return { state: 'not-written', fault: place.error }
  const outcome = await place.value.folder.writeFile(place.value.name, bytes, options)
  return outcome.state === 'written' ? outcome : { ...outcome, fault: about(path, outcome.fault) }
}

/** The file as a file of its folder. */
function locate(
  startFile: StartFile | null,
  path: MailRootPath,
): Result<{ folder: MailRootStore; name: MailRootPath }> {
  if (path !== startFile?.path) return err('START_FILE_NOT_NAMED', { path })
  const name = parseMailRootPath(posix.basename(path))
  if (!name.ok) return name
  return startFile.folder.ok ? ok({ folder: startFile.folder.value, name: name.value }) : startFile.folder
}

/** The same trouble by the name that people know. Its folder is nobody's MAIL_ROOT. */
function about(path: MailRootPath, { code, details, field }: Fault): Fault {
  const named = { ...details, path }
  return fault(code === 'MAILROOT_NOT_FOUND' ? 'FILE_NOT_FOUND' : code, named, field)
}
