import { fingerprintOf, parseCertificate } from '@/lib/certificates'
import type { FileBytes } from '@/lib/changes/apply'
import { readServer, updateServer } from '@/lib/db/servers'
import { type CtrlConnection, connectionSchema } from '@/lib/mailroot/connection'
import type { Container } from '../container'

type World = Pick<Container, 'records'>

/**
 * The connection of a server as it must be once these files are written: where this console has pinned the certificate
 * that is replaced, the new one takes its place. Without it the console would shut itself out, or rather find its change
 * put back for that reason. Null where nothing has to follow. A pin of another certificate is left alone.
 */
export async function followCertificate(
  { records }: World,
  serverId: string,
  files: readonly FileBytes[],
): Promise<CtrlConnection | null> {
  const file = files.find(({ path }) => path === 'server.cert')
  const server = file && (await readServer(records, serverId))
  if (!file || !server) return null
  const connection = connectionSchema.parse(server.connection)
  if (connection.kind !== 'ctrl' || connection.encryption === 'none' || connection.trust.by !== 'pin')
    return null
  const after = pinOf(file.after)
  if (after === null || pinOf(file.before) !== connection.trust.sha256) return null
  return { ...connection, trust: { by: 'pin', sha256: after } }
}

/** Keeps what `followCertificate` gave, once it is true. */
export async function keepFollowed(
  { records }: World,
  serverId: string,
  connection: CtrlConnection,
): Promise<void> {
  await updateServer(records, serverId, { connection })
}

/** The certificate that XMail serves with this file: its first one. */
function pinOf(bytes: Uint8Array | null): string | null {
  const certificate = bytes && parseCertificate(bytes)
  return certificate ? fingerprintOf(certificate) : null
}
