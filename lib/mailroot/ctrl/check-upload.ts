import { err, ok, type Result } from '@/lib/errors'
import { encodeCommand, encodeData, readsAsCommand } from '@/lib/xmail/ctrl'
import type { MailRootPath } from '@/lib/xmail/path'
import { checkChange, checkWrite } from '../check-write'
import type { Upload } from './put-file'

/**
 * Everything that can be wrong with an upload, before a connection is made: the server would not refuse it but do
 * something else. Errors: those of checkWrite and encodeData.
 */
export function checkUpload(path: MailRootPath, bytes: Uint8Array, limitBytes: number): Result<Upload> {
  const wrong = checkWrite(path, bytes)
  if (wrong) return err(wrong.code, wrong.details)
  if (bytes.length > limitBytes) return err('FILE_TOO_LARGE', { path, limit: limitBytes })
  const data = encodeData(bytes)
  if (!data.ok) return data
  const command = encodeCommand('cfgfileset', [path])
  if (!command.ok) return command
  const isInert = !data.value.split('\r\n').some(readsAsCommand)
  return ok({ command: command.value, data: data.value, isInert })
}

/** An end of data with nothing before it: the only place that makes one, for XMail removes the file then (semantics.md 8.4). */
const NO_DATA = '.\r\n'

/** The upload that removes a file. Errors: those of checkChange. */
export function checkRemoval(path: MailRootPath): Result<Upload> {
  const wrong = checkChange(path)
  if (wrong) return err(wrong.code, wrong.details)
  const command = encodeCommand('cfgfileset', [path])
  return command.ok ? ok({ command: command.value, data: NO_DATA, isInert: true }) : command
}
