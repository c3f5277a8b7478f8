import { fault } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import { type Disk, type DiskEntry, nameIn, Trouble, troubleIn } from './disk'

/** A regular file inside the MailRoot, found by following every link. */
export interface Place {
  readonly realPath: string
  readonly entry: DiskEntry
}

/** Where a path of the MailRoot is asked for on the disk, links not yet followed. */
export function onDisk(mailRoot: string, path: MailRootPath | ''): string {
  const root = mailRoot.replace(/\/+$/, '')
  return path === '' ? root || '/' : `${root}/${path}`
}

/** The real path of the MailRoot itself. Errors: MAILROOT_NOT_FOUND, PERMISSION_DENIED, both with its path. */
export async function findRoot(disk: Disk, mailRoot: string): Promise<string> {
  const path = onDisk(mailRoot, '')
  const [real, entry] = await Promise.all([disk.realPath(path), disk.look(path)]).catch((caught) => {
    const { fault: why, unanswered } = troubleIn(caught)
    throw new Trouble(nameIn(why, mailRoot), unanswered)
  })
  if (real === null || entry?.kind !== 'folder')
    throw new Trouble(fault('MAILROOT_NOT_FOUND', { path: mailRoot }))
  return real
}

/** Refuses what lies outside: a link in the MailRoot must not make the console read or write the rest of the disk. */
export function mustBeInside(root: string, realPath: string): void {
  const within = realPath === root || realPath.startsWith(root.endsWith('/') ? root : `${root}/`)
  if (!within) throw new Trouble(fault('SYMLINK_LEAVES_MAILROOT'))
}

/**
 * Follows a path to its file; null where there is none. `root` may still be on its way: nothing waits for it that does
 * not need it, so that all questions travel together. Errors: SYMLINK_LEAVES_MAILROOT, NOT_A_FILE, PERMISSION_DENIED.
 */
export async function locateFile(disk: Disk, root: Promise<string>, path: string): Promise<Place | null> {
  const [realPath, entry] = await Promise.all([disk.realPath(path), disk.look(path)])
  if (realPath !== null) mustBeInside(await root, realPath)
  if (realPath === null || entry === null) return null
  // Opening a FIFO would wait for its other end for ever, on a far disk with the whole connection.
  if (entry.kind !== 'file') throw new Trouble(fault('NOT_A_FILE'))
  return { realPath, entry }
}
