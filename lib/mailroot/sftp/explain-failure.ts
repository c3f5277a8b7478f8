import { fault } from '@/lib/errors'
import { Trouble, troubleIn } from '../folder/disk'
import type { SftpSession } from './sftp-session'

/** What statvfs@openssh.com tells of a file system, as far as it matters here (ssh2's names). */
interface FileSystem {
  readonly f_frsize: number
  readonly f_bavail: number
  readonly f_files: number
  readonly f_favail: number
  readonly f_flag: number
}

const MOUNTED_READ_ONLY = 1

/**
 * SFTP has one number, "failure", for a full disk, a read-only one and all else. So after a write has failed with it,
 * the server is asked how its disk is; a server that does not know the question leaves DISK_ERROR.
 */
export async function explainFailure(
  session: SftpSession,
  folder: string,
  neededBytes: number,
  caught: unknown,
): Promise<Trouble> {
  const trouble = troubleIn(caught)
  if (trouble.fault.code !== 'DISK_ERROR' || trouble.unanswered) return trouble
  try {
    const disk = await session.ask<FileSystem>((sftp, done) => sftp.ext_openssh_statvfs(folder, done))
    if (disk.f_flag & MOUNTED_READ_ONLY) return new Trouble(fault('READ_ONLY'))
    const hasNoRoom = disk.f_bavail * disk.f_frsize < neededBytes || (disk.f_files > 0 && disk.f_favail === 0)
    return hasNoRoom ? new Trouble(fault('DISK_FULL')) : trouble
  } catch {
    // Not asked, not understood or not answered: then the first trouble is all there is to say.
    return trouble
  }
}
