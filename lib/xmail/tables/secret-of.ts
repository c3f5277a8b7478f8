import { type CatalogEntry, catalogEntry } from '@/lib/xmail/catalog'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'

/**
 * How much of a file may be shown, by its path and by what is in it: somebody may have put the key into server.cert as
 * well, which OpenSSL passes over, and then that file is as secret as server.key.
 */
export function secretOf(
  path: MailRootPath,
  documents: readonly (Document | null)[],
): CatalogEntry['secret'] {
  const entry = catalogEntry(path)
  const holdsKey =
    entry?.kind === 'pem' &&
    documents.some((doc) => doc?.lines.some(({ content }) => isPrivateKeyText(content)))
  return holdsKey ? 'whole' : (entry?.secret ?? 'none')
}

/** Whether a PEM text, or a line of one, begins a private key. */
export function isPrivateKeyText(text: string): boolean {
  return /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)
}
