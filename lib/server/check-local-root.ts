import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { err, ok, type Result } from '@/lib/errors'

/**
 * Whether a folder of this machine may be opened as a MailRoot: it must be one of `roots` or below one, also after its
 * symlinks are followed. Otherwise whoever may add a server could read every file that this process can.
 * Error: LOCAL_ROOT_NOT_ALLOWED.
 */
export async function checkLocalRoot(roots: readonly string[], folder: string): Promise<Result<null>> {
  const wished = resolve(folder)
  const real = await realpath(wished).catch(() => wished)
  for (const root of roots) {
    const realRoot = await realpath(root).catch(() => root)
    // A folder that does not exist is compared by name, and the store says that it is not there.
    if (isBelow(realRoot, real) || (real === wished && isBelow(root, wished))) return ok(null)
  }
  return err('LOCAL_ROOT_NOT_ALLOWED', { path: folder }, 'connection.mailRoot')
}

function isBelow(root: string, folder: string): boolean {
  const way = relative(root, folder)
  return way !== '..' && !way.startsWith(`..${sep}`)
}
