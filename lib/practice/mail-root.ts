import { type FileHandle, mkdir, open, readdir, readFile, rm, stat, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { FileLocks } from './file-locks'

/** XMail's error numbers that working with files can end in. */
const FILE_CREATE = -10
const FILE_WRITE = -21

/** XMail's buffer for a path is 256 bytes, and what does not fit is cut off (semantics.md 8.4). */
const FULL_PATH_BYTES = 255

/** Names in a MAIL_ROOT stay this long at least, however deep the folder of a test lies. */
const RELATIVE_PATH_BYTES = 56

export interface PracticeFile {
  readonly name: string
  readonly sizeBytes: number
}

/** The folder that a practice server serves. All contents are byte strings; nothing is cached, as in XMail. */
export class MailRoot {
  readonly folder: string
  readonly locks = new FileLocks()

  constructor(folder: string) {
    this.folder = folder
  }

  /** A client's path below MAIL_ROOT, as XMail reads it: either slash, one at each end dropped. */
  relativePath(path: string): string {
    return path.replaceAll('\\', '/').replace(/^\//, '').replace(/\/$/, '')
  }

  fullPath(path: string): string {
    const limit = Math.max(FULL_PATH_BYTES, this.folder.length + RELATIVE_PATH_BYTES)
    return `${this.folder}/${this.relativePath(path)}`.slice(0, limit)
  }

  /** Null where it cannot be opened. A folder opens, and is empty. */
  async readText(path: string): Promise<string | null> {
    const release = await this.locks.lockShared(this.relativePath(path))
    try {
      return await readWhole(this.fullPath(path))
    } finally {
      release()
    }
  }

  /** Truncates and writes in place, keeping mode and owner. Gives an error number, or 0. */
  async writeText(path: string, text: string): Promise<number> {
    return this.updateText(path, () => text)
  }

  /** Reads, changes and writes under one lock; a missing file reads as null. Gives an error number, or 0. */
  async updateText(path: string, change: (old: string | null) => string): Promise<number> {
    const release = await this.locks.lockExclusive(this.relativePath(path))
    try {
      const full = this.fullPath(path)
      return await replaceWhole(full, change(await readWhole(full)))
    } finally {
      release()
    }
  }

  /** Removes a file; it does not matter whether there was one. */
  async removeFile(path: string): Promise<void> {
    const release = await this.locks.lockExclusive(this.relativePath(path))
    try {
      await unlink(this.fullPath(path)).catch(() => {})
    } finally {
      release()
    }
  }

  async fileExists(path: string): Promise<boolean> {
    return (await stat(this.fullPath(path)).catch(() => null))?.isFile() ?? false
  }

  /** Regular files of a folder; null where there is no such folder. */
  listFiles(path: string): Promise<PracticeFile[] | null> {
    return listFolder(this.fullPath(path), false)
  }

  /** The same, with those of all folders below. Names are without the folder's. */
  listFilesBelow(path: string): Promise<PracticeFile[] | null> {
    return listFolder(this.fullPath(path), true)
  }

  async makeFolder(path: string): Promise<void> {
    await mkdir(this.fullPath(path), { recursive: true })
  }

  async removeFolder(path: string): Promise<void> {
    await rm(this.fullPath(path), { recursive: true, force: true })
  }
}

async function listFolder(folder: string, recursive: boolean): Promise<PracticeFile[] | null> {
  const paths = await readdir(folder, { recursive }).catch(() => null)
  if (paths === null) return null
  const files: PracticeFile[] = []
  for (const path of paths) {
    const found = await stat(join(folder, path)).catch(() => null)
    if (found?.isFile()) files.push({ name: basename(path), sizeBytes: found.size })
  }
  return files
}

async function readWhole(full: string): Promise<string | null> {
  try {
    return await readFile(full, 'latin1')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR' ? '' : null
  }
}

async function replaceWhole(full: string, text: string): Promise<number> {
  let file: FileHandle
  try {
    file = await open(full, 'w')
  } catch {
    return FILE_CREATE
  }
  try {
    await file.writeFile(text, 'latin1')
    return 0
  } catch {
    // A full disk costs the file: XMail removes what it could not write whole.
    await unlink(full).catch(() => {})
    return FILE_WRITE
  } finally {
    await file.close()
  }
}
