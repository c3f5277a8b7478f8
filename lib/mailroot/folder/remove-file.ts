import { posix } from 'node:path'
import { fault } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Deadline } from '../deadline'
import type { WriteOutcome } from '../store'
import { type Disk, Trouble, troubleIn } from './disk'
import { findRoot, mustBeInside, onDisk } from './locate'
import { stopIfCut, waitUnder } from './wait-under'

/** Looks before a removal. Errors: FILE_NOT_FOUND, NOT_A_FILE (a link too: it is not ours to judge what it is for). */
export async function findRemovable(disk: Disk, mailRoot: string, path: MailRootPath): Promise<string> {
  const asked = onDisk(mailRoot, path)
  const [root, folder, entry] = await Promise.all([
    findRoot(disk, mailRoot),
    disk.realPath(posix.dirname(asked)),
    disk.lookAtLink(asked),
  ])
  if (folder === null || entry === null) throw new Trouble(fault('FILE_NOT_FOUND'))
  mustBeInside(root, folder)
  if (entry.kind !== 'file') throw new Trouble(fault('NOT_A_FILE'))
  return posix.join(folder, posix.basename(asked))
}

/** Removes a file that `findRemovable` has found. */
export async function removeFile(
  disk: Disk,
  target: string,
  path: MailRootPath,
  deadline: Deadline,
): Promise<WriteOutcome> {
  stopIfCut(deadline)
  try {
    if (!(await waitUnder(deadline, disk.remove(target)))) throw new Trouble(fault('FILE_NOT_FOUND'))
  } catch (caught) {
    const trouble = troubleIn(caught)
    if (!trouble.unanswered) throw trouble
    return { state: 'in-doubt', fault: fault('IN_DOUBT', { path, because: trouble.fault.code }) }
  }
  await waitUnder(deadline, disk.syncFolder(posix.dirname(target))).catch(troubleIn)
  return { state: 'written' }
}
