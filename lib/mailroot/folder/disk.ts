import { type Fault, fault } from '@/lib/errors'

/** Who owns a file, in the server's own numbers. */
export interface Owner {
  readonly uid: number
  readonly gid: number
}

/** What a name on a disk stands for. */
export interface DiskEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly sizeBytes: number
  /** Permission bits (0 to 0o7777); null where the server does not tell. */
  readonly mode: number | null
  /** Null where the server does not tell. */
  readonly owner: Owner | null
  readonly modifiedMs: number
}

export interface NamedEntry {
  readonly name: string
  readonly entry: DiskEntry
}

/**
 * The few things that a store needs of a disk, near or far. Paths are absolute, with `/` between their parts. What is
 * expected to go wrong is a `Trouble`; where the disk could say more than "no", so does the code.
 */
export interface Disk {
  /** The path with every link in it followed; null where there is nothing. */
  realPath(path: string): Promise<string | null>
  /** What is there, links followed; null where there is nothing. */
  look(path: string): Promise<DiskEntry | null>
  /** What is there, a link being a link. */
  lookAtLink(path: string): Promise<DiskEntry | null>
  /** All bytes of a regular file, or null if it has gone. `sizeBytes` is what `look` had said, and only a hint. */
  read(path: string, sizeBytes: number): Promise<Uint8Array | null>
  /** What a folder holds, without `.` and `..`, links being links; null where there is no folder. */
  list(folder: string): Promise<readonly NamedEntry[] | null>
  /** Makes a file that was not there, for its owner alone (0600). */
  create(path: string): Promise<NewFile>
  /** Puts one file in the place of another in one step: who looks sees the old one or the new one. */
  replace(from: string, to: string): Promise<void>
  /** False where there was nothing to remove. */
  remove(path: string): Promise<boolean>
  /** Makes names in a folder last through a power cut, where the disk can. */
  syncFolder(folder: string): Promise<void>
}

/** A file that is being made. */
export interface NewFile {
  look(): Promise<DiskEntry>
  write(bytes: Uint8Array): Promise<void>
  setOwner(owner: Owner): Promise<void>
  setMode(mode: number): Promise<void>
  /** Makes the bytes last, where the disk can. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * Expected trouble on its way from a disk to the door of the store, where it becomes a Result again. I/O rejects by
 * nature (node:fs, ssh2); to unwrap a Result at each of thirty steps would hide what the steps are.
 */
export class Trouble extends Error {
  readonly fault: Fault
  /** The request had gone out and no answer came: what it asked for may have happened, or may yet. */
  readonly unanswered: boolean

  constructor(cause: Fault, unanswered = false) {
    super(cause.code)
    this.fault = cause
    this.unanswered = unanswered
  }
}

/** The trouble in what was caught. Anything else is a bug, and thrown on. */
export function troubleIn(caught: unknown): Trouble {
  if (caught instanceof Trouble) return caught
  throw caught
}

/** Codes that are about one path. All others (connection lost, timed out…) are about the whole call. */
const ABOUT_A_PATH = new Set([
  'FILE_NOT_FOUND',
  'PERMISSION_DENIED',
  'READ_ONLY',
  'DISK_FULL',
  'DISK_ERROR',
  'FILE_TOO_LARGE',
  'SYMLINK_LEAVES_MAILROOT',
  'NOT_A_FILE',
])

export function isAboutPath({ code }: Fault): boolean {
  return ABOUT_A_PATH.has(code)
}

/** Names the path in a fault that is about one and does not name it yet. Disks know only where files really are, which says little to a person. */
export function nameIn(cause: Fault, path: string): Fault {
  return isAboutPath(cause) ? fault(cause.code, { path, ...cause.details }) : cause
}
