import { posix } from 'node:path'
import { readServer, readServerSecrets } from '@/lib/db/servers'
import { err, ok, type Result } from '@/lib/errors'
import { connectionSchema, connectionSecretsSchema } from '@/lib/mailroot/connection'
import type { MailRootStore } from '@/lib/mailroot/store'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import type { Container } from '../container'
import { onlyThisFile } from './only-this-file'

export interface OpenStartFile {
  /** Absolute, as an administrator has named it. */
  readonly path: string
  /** Its name in its folder: the only path that `store` knows. */
  readonly name: MailRootPath
  /** The caller closes it. */
  readonly store: MailRootStore
}

type World = Pick<Container, 'records' | 'stores'>

/**
 * The way to the one file outside MAIL_ROOT that an administrator has named for a server: over SFTP, or on this machine
 * below MAILROOT_LOCAL_ROOTS. A link that leads out of its folder is not followed. `path`: the file as it was named when
 * a change was made, where it may have been named anew since. Errors: NOT_FOUND, FILE_NOT_EDITABLE {path} (CTRL reaches
 * nothing outside, semantics.md 8.4), LOCAL_ROOT_NOT_ALLOWED, SECRET_UNREADABLE.
 */
export async function openStartFile(
  { records, stores }: World,
  serverId: string,
  path?: string,
): Promise<Result<OpenStartFile>> {
  const server = await readServer(records, serverId)
  if (!server?.startFile || (path !== undefined && path !== server.startFile)) return err('NOT_FOUND')
  const { startFile } = server
  const connection = connectionSchema.parse(server.connection)
  if (connection.kind === 'ctrl') return err('FILE_NOT_EDITABLE', { path: startFile })
  const name = parseMailRootPath(posix.basename(startFile))
  if (!name.ok) return name
  const secrets = await readServerSecrets(records, serverId)
  if (!secrets.ok) return secrets
  const folder = { ...connection, mailRoot: posix.dirname(startFile) }
  const opened = await stores.openUnsaved(folder, connectionSecretsSchema.parse(secrets.value))
  if (!opened.ok) return opened
  return ok({ path: startFile, name: name.value, store: onlyThisFile(opened.value, name.value) })
}
