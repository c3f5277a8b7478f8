import { err, ok, type Result } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { encodeCommand, encodeData } from '@/lib/xmail/ctrl'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import type { Upload } from './put-file'

/**
 * Everything that can be wrong with an upload, before a connection is made: the server would not refuse it but do
 * something else. Errors: PATH_INVALID, FILE_NOT_EDITABLE, TABLE_INDEXED, FILE_TOO_LARGE, and those of encodeData.
 */
export function checkUpload(path: MailRootPath, bytes: Uint8Array, limitBytes: number): Result<Upload> {
  const checked = parseMailRootPath(path)
  if (!checked.ok) return checked
  // Its mere existence stops the whole server (semantics.md 8.4). A Windows server ignores case and what is appended.
  if (/^\.shutdown/i.test(path)) return err('FILE_NOT_EDITABLE', { path })
  if (isIndexed(path)) return err('TABLE_INDEXED', { path })
  if (bytes.length > limitBytes) return err('FILE_TOO_LARGE', { path, limit: limitBytes })
  const data = encodeData(bytes)
  if (!data.ok) return data
  const command = encodeCommand('cfgfileset', [path])
  return command.ok ? ok({ command: command.value, data: data.value }) : command
}

/** On a Windows server another case is the same file. */
function isIndexed(path: MailRootPath): boolean {
  const lowerCase = parseMailRootPath(path.toLowerCase())
  return [path, lowerCase.ok ? lowerCase.value : path].some((name) => catalogEntry(name)?.indexed ?? false)
}
