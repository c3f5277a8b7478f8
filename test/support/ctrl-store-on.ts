import { createHash, X509Certificate } from 'node:crypto'
import { type CtrlConnection, ctrlConnectionSchema } from '@/lib/mailroot/connection'
import { type CtrlStoreDeps, openCtrlStore } from '@/lib/mailroot/ctrl'
import type { MailRootStore } from '@/lib/mailroot/store'
import type { RealXmail } from './xmail'

export type Encryption = CtrlConnection['encryption']
export const ENCRYPTIONS: readonly Encryption[] = ['none', 'starttls', 'tls']

export interface CtrlStoreWish {
  readonly encryption?: Encryption
  readonly password?: string
  readonly deps?: CtrlStoreDeps
}

/** The CTRL store signed in to a real XMail, whose certificate is pinned. */
export function ctrlStoreOn(xmail: RealXmail, wish: CtrlStoreWish = {}): MailRootStore {
  const { encryption = 'none', password = xmail.account.password, deps } = wish
  const connection = ctrlConnectionSchema.parse({
    kind: 'ctrl',
    host: '127.0.0.1',
    port: encryption === 'tls' ? xmail.ctrlsPort : xmail.ctrlPort,
    user: xmail.account.user,
    encryption,
    ...(encryption !== 'none' && { trust: { by: 'pin', sha256: fingerprintOf(xmail) } }),
  })
  return openCtrlStore(connection, { password }, deps)
}

function fingerprintOf({ certificate }: RealXmail): string {
  if (certificate === null) throw new Error('TLS needs server.cert and server.key in XMAIL_HOME')
  return createHash('sha256').update(new X509Certificate(certificate).raw).digest('hex')
}
