import { isDeepStrictEqual } from 'node:util'
import type { FileBytes } from '@/lib/changes/apply'
import { readServer, readServerSecrets, updateServer } from '@/lib/db/servers'
import {
  type Connection,
  type ConnectionSecrets,
  type CtrlConnection,
  connectionSchema,
  connectionSecretsSchema,
} from '@/lib/mailroot/connection'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseDocument } from '@/lib/xmail/tab'
import { findCtrlPassword } from '@/lib/xmail/tables'
import type { Container } from '../container'
import { pinOf } from './pin-of'

/** How this console gets in to a server. */
export interface WayIn {
  readonly connection: Connection
  readonly secrets: ConnectionSecrets
}

type World = Pick<Container, 'records'>

/**
 * The way in to a server as it must be once these files are written: with the new password of this console's own account,
 * and with the new certificate where the old one was pinned. Without it the console would shut itself out, or rather find
 * its change put back for that reason. Null: nothing has to follow, or nothing could. A pin of another certificate is
 * left alone, but with `pinsNew`: then the new certificate is pinned whatever was trusted.
 */
export async function followWayIn(
  { records }: World,
  serverId: string,
  files: readonly FileBytes[],
  pinsNew = false,
): Promise<WayIn | null> {
  const server = await readServer(records, serverId)
  const stored = server && (await readServerSecrets(records, serverId))
  if (!server || !stored?.ok) return null
  const connection = connectionSchema.parse(server.connection)
  if (connection.kind !== 'ctrl') return null
  const secrets = connectionSecretsSchema.parse(stored.value)
  const followed = {
    connection: { ...connection, trust: followPin(connection, files, pinsNew) },
    secrets: { ...secrets, ...followPassword(connection, files) },
  }
  return isDeepStrictEqual(followed, { connection, secrets }) ? null : followed
}

/** Keeps what `followWayIn` gave, once it is true. */
export async function keepWayIn({ records }: World, serverId: string, way: WayIn): Promise<void> {
  await updateServer(records, serverId, way)
}

function followPin({ encryption, trust }: CtrlConnection, files: readonly FileBytes[], pinsNew: boolean) {
  const file = files.find(({ path }) => path === 'server.cert')
  if (!file || encryption === 'none') return trust
  const after = pinOf(file.after)
  const isOurs = trust.by === 'pin' && pinOf(file.before) === trust.sha256
  return after !== null && (isOurs || pinsNew) ? { by: 'pin' as const, sha256: after } : trust
}

function followPassword({ user }: CtrlConnection, files: readonly FileBytes[]): { password?: string } {
  const file = files.find(({ path }) => path === 'ctrlaccounts.tab')
  const format = file && catalogEntry(file.path)?.format
  const password = file?.after && format ? findCtrlPassword(parseDocument(file.after, format), user) : null
  // Without a password, or with one that cannot be sent, the stored one is as good: it will be said that it fails.
  return password === null || !/^[ -~]+$/.test(password) ? {} : { password }
}
