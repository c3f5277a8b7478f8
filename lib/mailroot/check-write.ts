import { type Fault, fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath, parseMailRootPath, plainestPath } from '@/lib/xmail/path'

/** The largest file that is read or written. MailRoot's tables are small; a log or a message may not be. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024

/** Its mere existence stops the server (semantics.md 8.4). */
const SHUTDOWN = mailRootPath('.shutdown')

/** Why a path may not be touched, whatever the transport; null if it may. Errors: PATH_INVALID, TABLE_INDEXED, FILE_NOT_EDITABLE. */
export function checkChange(path: MailRootPath): Fault | null {
  // Once more, though the type says so: a cast must not be enough to leave MAIL_ROOT.
  const parsed = parseMailRootPath(path)
  if (!parsed.ok) return parsed.error
  const name = plainestPath(path)
  if (catalogEntry(name)?.indexed) return fault('TABLE_INDEXED', { path })
  return name === SHUTDOWN ? fault('FILE_NOT_EDITABLE', { path }) : null
}

/** Why these bytes may not be written there; null if they may. Also EMPTY_BODY_REFUSED, FILE_TOO_LARGE. */
export function checkWrite(path: MailRootPath, bytes: Uint8Array): Fault | null {
  const wrong = checkChange(path)
  if (wrong) return wrong
  if (bytes.length === 0) return fault('EMPTY_BODY_REFUSED', { path })
  return bytes.length > MAX_FILE_BYTES ? fault('FILE_TOO_LARGE', { path, limit: MAX_FILE_BYTES }) : null
}
