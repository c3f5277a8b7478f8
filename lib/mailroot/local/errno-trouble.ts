import { type ErrorCode, type Fault, fault } from '@/lib/errors'
import { Trouble } from '../folder/disk'

/** What the system calls a failure, and what it is called here. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  EACCES: 'PERMISSION_DENIED',
  EPERM: 'PERMISSION_DENIED',
  EROFS: 'READ_ONLY',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EISDIR: 'NOT_A_FILE',
  // A link in the place of the file that had just been found, or links in a circle.
  ELOOP: 'NOT_A_FILE',
  // Not a file that somebody listens at, as open says of a socket or a FIFO.
  ENXIO: 'NOT_A_FILE',
  ENOENT: 'FILE_NOT_FOUND',
  ENOTDIR: 'FILE_NOT_FOUND',
}

/** Does something with the disk; its failure is a Trouble. What is no failure of the system is a bug and thrown on. */
export async function onSystem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (caught) {
    throw errnoOf(caught) === null ? caught : new Trouble(systemFault(errnoOf(caught) ?? ''))
  }
}

/** The same, where "there is nothing" is an answer. */
export async function ifThere<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await onSystem(work)
  } catch (caught) {
    if (caught instanceof Trouble && caught.fault.code === 'FILE_NOT_FOUND') return null
    throw caught
  }
}

function systemFault(errno: string): Fault {
  const code = CODES[errno]
  return code ? fault(code) : fault('DISK_ERROR', { reason: errno })
}

/** The word of the system (ENOENT…); null where it was not the system that failed. */
function errnoOf(caught: unknown): string | null {
  const isErrno = caught instanceof Error && 'errno' in caught && 'code' in caught
  return isErrno && typeof caught.code === 'string' ? caught.code : null
}
