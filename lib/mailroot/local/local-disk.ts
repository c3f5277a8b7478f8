import { constants, type Stats } from 'node:fs'
import * as fs from 'node:fs/promises'
import { sep } from 'node:path'
import { fault } from '@/lib/errors'
import { type Disk, type DiskEntry, type NamedEntry, type NewFile, type Owner, Trouble } from '../folder/disk'
import { ifThere, onSystem } from './errno-trouble'

/**
 * O_NOFOLLOW: the path has been resolved, so a link there is one that was put in its place meanwhile. O_NONBLOCK: so
 * that a FIFO put there does not hold a thread of the pool for ever. Windows has neither.
 */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** A folder's files looked at in one go; each takes one of the few threads that all file work of the process shares. */
const AT_ONCE = 16

/** This machine's disk. */
export const localDisk: Disk = {
  realPath: (path) => ifThere(async () => (await fs.realpath(path)).replaceAll(sep, '/')),
  look: (path) => ifThere(async () => entryOf(await fs.stat(path))),
  lookAtLink: (path) => ifThere(async () => entryOf(await fs.lstat(path))),
  read: (path) => ifThere(() => readWhole(path)),
  list: (folder) => ifThere(() => listFolder(folder)),
  create: (path) => onSystem(async () => newFile(await fs.open(path, 'wx', 0o600))),
  replace: (from, to) => onSystem(() => fs.rename(from, to)),
  remove: async (path) => (await ifThere(() => fs.unlink(path).then(() => true))) ?? false,
  syncFolder,
}

function entryOf(stats: Stats): DiskEntry {
  const kind = stats.isFile()
    ? 'file'
    : stats.isDirectory()
      ? 'folder'
      : stats.isSymbolicLink()
        ? 'link'
        : 'other'
  return {
    kind,
    sizeBytes: stats.size,
    mode: stats.mode & 0o7777,
    owner: { uid: stats.uid, gid: stats.gid },
    modifiedMs: stats.mtimeMs,
  }
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await fs.open(path, READ_FLAGS)
  try {
    if (!(await file.stat()).isFile()) throw new Trouble(fault('NOT_A_FILE'))
    return await file.readFile()
  } finally {
    await file.close()
  }
}

async function listFolder(folder: string): Promise<NamedEntry[]> {
  const waiting = (await fs.readdir(folder)).values()
  const found: NamedEntry[] = []
  const lookOn = async (): Promise<void> => {
    for (const name of waiting) {
      const entry = await localDisk.lookAtLink(`${folder}/${name}`)
      // It may have gone since the folder was read; spool folders never rest.
      if (entry) found.push({ name, entry })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lookOn))
  return found
}

function newFile(file: fs.FileHandle): NewFile {
  return {
    look: () => onSystem(async () => entryOf(await file.stat())),
    write: (bytes) => onSystem(() => file.writeFile(bytes)),
    setOwner: ({ uid, gid }: Owner) => onSystem(() => file.chown(uid, gid)),
    setMode: (mode) => onSystem(() => file.chmod(mode)),
    sync: () => onSystem(() => file.sync()),
    close: () => onSystem(() => file.close()),
  }
}

/** Windows cannot do it, and keeps names safe by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  await onSystem(async () => {
    const handle = await fs.open(folder, constants.O_RDONLY)
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  })
}
