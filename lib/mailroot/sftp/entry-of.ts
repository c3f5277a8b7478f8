import { constants } from 'node:fs'
import type { Stats } from 'ssh2'
import type { DiskEntry } from '../folder/disk'

const KINDS: Readonly<Record<number, DiskEntry['kind']>> = {
  [constants.S_IFREG]: 'file',
  [constants.S_IFDIR]: 'folder',
  [constants.S_IFLNK]: 'link',
}

/** Servers may leave out any attribute (version 3 of the protocol, section 5), and ssh2's types do not say so. */
export function entryOf(stats: Partial<Stats>): DiskEntry {
  const { mode, uid, gid, size, mtime } = stats
  return {
    // Without a mode there is no telling, and then hardly ever a FIFO.
    kind: mode === undefined ? 'file' : (KINDS[mode & constants.S_IFMT] ?? 'other'),
    sizeBytes: size ?? 0,
    mode: mode === undefined ? null : mode & 0o7777,
    owner: uid === undefined || gid === undefined ? null : { uid, gid },
    modifiedMs: (mtime ?? 0) * 1000,
  }
}
