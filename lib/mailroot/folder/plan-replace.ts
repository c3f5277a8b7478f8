import { posix } from 'node:path'
import { fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { type Disk, type DiskEntry, type Owner, Trouble } from './disk'
import { findRoot, mustBeInside, onDisk } from './locate'
import { tempName } from './temp-name'

/** Where new bytes go, and whom the file must belong to afterwards. Nothing has been changed yet. */
export interface ReplacePlan {
  readonly path: MailRootPath
  /** The file itself, links followed: a link in the MailRoot goes on pointing at it. */
  readonly target: string
  /** In the same folder, for a rename works only inside one file system. */
  readonly temp: string
  readonly folder: string
  readonly isNew: boolean
  /** Null where the server does not tell. */
  readonly mode: number | null
  readonly owner: Owner | null
}

/** Every XMail can read it, so a new file that is like it can be read as well. */
const MODEL = mailRootPath('server.tab')

/**
 * Looks at all that a write must know, in one round of questions. Errors: MAILROOT_NOT_FOUND, FILE_NOT_FOUND (the
 * folder), SYMLINK_LEAVES_MAILROOT, NOT_A_FILE, PERMISSION_DENIED.
 */
export async function planReplace(disk: Disk, mailRoot: string, path: MailRootPath): Promise<ReplacePlan> {
  const asked = onDisk(mailRoot, path)
  const askedFolder = posix.dirname(asked)
  const [root, folder, link, entry, real, folderEntry, model] = await Promise.all([
    findRoot(disk, mailRoot),
    disk.realPath(askedFolder),
    disk.lookAtLink(asked),
    disk.look(asked),
    disk.realPath(asked),
    disk.look(askedFolder),
    disk.look(onDisk(mailRoot, MODEL)),
  ])
  if (folder === null || folderEntry?.kind !== 'folder') throw new Trouble(fault('FILE_NOT_FOUND'))
  mustBeInside(root, folder)
  if (link === null) {
    const like = model?.kind === 'file' ? model : folderEntry
    return plan(path, posix.join(folder, posix.basename(asked)), like, true)
  }
  if (real !== null) mustBeInside(root, real)
  // A link that leads nowhere is no file, and to write "through" it would make one where nobody expects it.
  if (real === null || entry?.kind !== 'file') throw new Trouble(fault('NOT_A_FILE'))
  return plan(path, real, entry, false)
}

function plan(path: MailRootPath, target: string, like: DiskEntry, isNew: boolean): ReplacePlan {
  const folder = posix.dirname(target)
  // A folder's x bits, which let one enter, would make a file a program.
  const fresh = isSecret(path) ? 0o660 : 0o666
  const mode = like.mode === null ? null : like.mode & (isNew ? fresh : 0o7777)
  return {
    path,
    target,
    temp: posix.join(folder, tempName(posix.basename(target))),
    folder,
    isNew,
    mode,
    owner: like.owner,
  }
}

/** A new server.key that is like server.tab could be read by everybody on that computer. */
function isSecret(path: MailRootPath): boolean {
  return catalogEntry(path)?.secret === 'whole'
}
