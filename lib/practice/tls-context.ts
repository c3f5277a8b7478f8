import { createSecureContext, type SecureContext } from 'node:tls'
import type { MailRoot } from './mail-root'
import type { PracticeTls } from './options'
import { readRows } from './table-file'

/** A variable of server.tab that is on by itself, e.g. EnableCTRL-TLS, read as XMail reads a flag (semantics.md 11, 13). */
export async function isFlagOn(root: MailRoot, name: string): Promise<boolean> {
  const rows = (await readRows(root, 'server.tab')) ?? []
  const value = rows.find(({ tokens }) => tokens.length >= 2 && tokens[0] === name)?.tokens[1]
  return value === undefined || (Number.parseInt(value, 10) || 0) !== 0
}

/** Made anew for each handshake, as in XMail. Null: no certificate and key that fit together. */
export async function makeTlsContext(
  root: MailRoot,
  tls: PracticeTls | undefined,
): Promise<SecureContext | null> {
  const cert = tls?.cert ?? (await root.readText('server.cert'))
  const key = tls?.key ?? (await root.readText('server.key'))
  if (!cert || !key) return null
  try {
    return createSecureContext({
      cert,
      key,
      ...(tls?.minVersion && { minVersion: tls.minVersion }),
      ...(tls?.maxVersion && { maxVersion: tls.maxVersion }),
      ...(tls?.ciphers && { ciphers: tls.ciphers }),
    })
  } catch {
    return null
  }
}
