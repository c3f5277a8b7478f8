import { createPrivateKey } from 'node:crypto'
import ssh2, { type ParsedKey } from 'ssh2'
import { err, ok, type Result } from '@/lib/errors'

/**
 * A private key as ssh-keygen, PuTTY or openssl write it, opened. Errors, before any connection is made:
 * SSH_KEY_UNREADABLE, SSH_PASSPHRASE_WRONG (missing, too).
 */
export function readPrivateKey(text: string, passphrase: string | undefined): Result<ParsedKey> {
  // PKCS #8, of which ssh2 knows nothing.
  if (/^-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/m.test(text)) return readPkcs8(text, passphrase)
  const key = ssh2.utils.parseKey(text, passphrase)
  if (!(key instanceof Error))
    return key.isPrivateKey() ? ok(key) : err('SSH_KEY_UNREADABLE', undefined, 'privateKey')
  // What an open key is not, and what no passphrase can mend, is not a matter of the passphrase.
  const withoutPassphrase = ssh2.utils.parseKey(text)
  const isLocked = withoutPassphrase instanceof Error && /passphrase/i.test(withoutPassphrase.message)
  return isLocked
    ? err('SSH_PASSPHRASE_WRONG', undefined, 'passphrase')
    : err('SSH_KEY_UNREADABLE', undefined, 'privateKey')
}

function readPkcs8(text: string, passphrase: string | undefined): Result<ParsedKey> {
  const isLocked = text.includes('ENCRYPTED')
  try {
    const key = createPrivateKey({ key: text, ...(passphrase !== undefined && { passphrase }) })
    const type = key.asymmetricKeyType === 'ec' ? 'sec1' : 'pkcs1'
    const parsed = ssh2.utils.parseKey(key.export({ type, format: 'pem' }))
    return parsed instanceof Error ? err('SSH_KEY_UNREADABLE', undefined, 'privateKey') : ok(parsed)
  } catch {
    return isLocked
      ? err('SSH_PASSPHRASE_WRONG', undefined, 'passphrase')
      : err('SSH_KEY_UNREADABLE', undefined, 'privateKey')
  }
}
