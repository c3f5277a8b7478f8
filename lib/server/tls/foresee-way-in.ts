import { readServer } from '@/lib/db/servers'
import { type Fault, ok, type Result } from '@/lib/errors'
import { type CtrlConnection, connectionSchema } from '@/lib/mailroot/connection'
import { foreseeHandshake } from '@/lib/mailroot/ctrl'
import type { Edit } from '@/lib/xmail/tables'
import { pinOf } from '../apply/pin-of'
import type { Container } from '../container'
import { CERT, readTlsFiles, type TlsFiles, type TlsSide } from './read-tls-files'

/** Why this console could not get in any more by TLS, once a draft is applied. A closed list: pages translate it. */
export type WayInTrouble =
  /** Its connection would not trust the certificate; the fault is that of the real handshake. */
  | { readonly kind: 'untrusted'; readonly fault: Fault }
  /** SSLWantCert: it has no certificate of its own to show. */
  | { readonly kind: 'client-certificate' }
  /** `#!TLS` is refused; the CTRLS port is not concerned. */
  | { readonly kind: 'tls-off' }
  /** certs.pem is used and cannot be loaded, so no handshake succeeds. */
  | { readonly kind: 'trusted-file' }

/** What becomes of this console's own way in. */
export interface WayInForeseen {
  /** Whom its connection trusts; `none`: it does not come by TLS. */
  readonly by: 'none' | CtrlConnection['trust']['by']
  /** The new certificate is pinned in place of the old one, with the change. */
  readonly pinFollows: boolean
  readonly troubles: readonly WayInTrouble[]
}

export const NO_WAY_IN: WayInForeseen = { by: 'none', pinFollows: false, troubles: [] }

const FILES: ReadonlySet<string> = new Set(['server.tab', 'server.cert', 'server.key', 'certs.pem'])

type World = Pick<Container, 'records' | 'stores'>

/** As `foreseeSides` for a draft; nothing is read where it is about other files. Errors: those of reading. */
export async function foreseeWayIn(
  world: World,
  serverId: string,
  edits: readonly Edit[],
): Promise<Result<WayInForeseen>> {
  if (!edits.some(({ path }) => FILES.has(path))) return ok(NO_WAY_IN)
  const connection = await readTlsConnection(world, serverId)
  if (!connection) return ok(NO_WAY_IN)
  const files = await readTlsFiles(world, serverId, edits)
  return files.ok ? ok(await foreseeSides(connection, files.value)) : files
}

/** The connection of a server, if it is one that depends on XMail's TLS. */
export async function readTlsConnection(
  { records }: Pick<World, 'records'>,
  serverId: string,
): Promise<CtrlConnection | null> {
  const server = await readServer(records, serverId)
  const connection = server && connectionSchema.parse(server.connection)
  return connection?.kind === 'ctrl' && connection.encryption !== 'none' ? connection : null
}

/** What the draft breaks. What is broken already, it does not: then this console has not come in by TLS now either. */
export async function foreseeSides(
  connection: CtrlConnection,
  { now, drafted }: Pick<TlsFiles, 'now' | 'drafted'>,
): Promise<WayInForeseen> {
  const isNew = drafted.certificate !== now.certificate || drafted.key !== now.key
  const pinFollows = isNew && isPinned(connection, now)
  const troubles: WayInTrouble[] = []
  if (isNew && !pinFollows) {
    const fault = await foreseePair(connection, drafted)
    if (fault) troubles.push({ kind: 'untrusted', fault })
  }
  if (drafted.check.needs && !now.check.needs) troubles.push({ kind: 'client-certificate' })
  const isOff = connection.encryption === 'starttls' && !drafted.offersCtrlTls
  if (isOff && now.offersCtrlTls) troubles.push({ kind: 'tls-off' })
  if (drafted.check.fails && !now.check.fails) troubles.push({ kind: 'trusted-file' })
  return { by: connection.trust.by, pinFollows, troubles }
}

/** A pair that does not fit is another trouble, and said elsewhere. */
async function foreseePair(connection: CtrlConnection, { certificate, key }: TlsSide): Promise<Fault | null> {
  return certificate === null || key === null ? null : foreseeHandshake(connection, { certificate, key })
}

/** The rule of `followWayIn`: only a pin of the certificate that is there goes along. */
function isPinned({ trust }: CtrlConnection, { certificate }: TlsSide): boolean {
  return (
    trust.by === 'pin' && certificate !== null && pinOf(Buffer.from(certificate, 'latin1')) === trust.sha256
  )
}

/** Whether the draft installs a certificate, which an apply could pin at once. */
export function installsCertificate(edits: readonly Edit[]): boolean {
  return edits.some(({ path }) => path === CERT)
}
