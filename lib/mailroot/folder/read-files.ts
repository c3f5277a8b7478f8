import { fault } from '@/lib/errors'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { MAX_FILE_BYTES } from '../check-write'
import { digestOf } from '../digest'
import type { FileSnapshot } from '../store'
import { type Disk, isAboutPath, nameIn, Trouble, troubleIn } from './disk'
import { findRoot, locateFile, onDisk } from './locate'

/** Files on their way at one time: a disk has only so many handles, a MailRoot may have thousands of users. */
const AT_ONCE = 64

/** Reads files side by side. One that cannot be read is `unreadable`; trouble with the MailRoot or the way to it throws. */
export async function readFiles(
  disk: Disk,
  mailRoot: string,
  paths: readonly MailRootPath[],
): Promise<Map<MailRootPath, FileSnapshot>> {
  const root = findRoot(disk, mailRoot)
  const files = new Map<MailRootPath, FileSnapshot>()
  const waiting = new Set(paths).values()
  const readOn = async (): Promise<void> => {
    for (const path of waiting) files.set(path, await readOne(disk, root, mailRoot, path))
  }
  // The root comes first: its trouble is the call's, and would otherwise look like trouble of each file.
  await Promise.all([root, ...Array.from({ length: Math.min(AT_ONCE, paths.length) }, readOn)])
  return files
}

async function readOne(
  disk: Disk,
  root: Promise<string>,
  mailRoot: string,
  path: MailRootPath,
): Promise<FileSnapshot> {
  const parsed = parseMailRootPath(path)
  if (!parsed.ok) return { path, state: 'unreadable', fault: parsed.error }
  try {
    const place = await locateFile(disk, root, onDisk(mailRoot, path))
    if (!place) return { path, state: 'absent' }
    if (place.entry.sizeBytes > MAX_FILE_BYTES) throw tooLarge()
    const bytes = await disk.read(place.realPath, place.entry.sizeBytes)
    if (!bytes) return { path, state: 'absent' }
    // It may have grown since it was looked at.
    if (bytes.length > MAX_FILE_BYTES) throw tooLarge()
    return { path, state: 'present', bytes, digest: digestOf(bytes) }
  } catch (caught) {
    const trouble = troubleIn(caught)
    if (!isAboutPath(trouble.fault)) throw trouble
    return { path, state: 'unreadable', fault: nameIn(trouble.fault, path) }
  }
}

function tooLarge(): Trouble {
  return new Trouble(fault('FILE_TOO_LARGE', { limit: MAX_FILE_BYTES }))
}
