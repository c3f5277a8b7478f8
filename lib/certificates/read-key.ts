import { createPrivateKey, type KeyObject } from 'node:crypto'
import { err, ok, type Result } from '@/lib/errors'
import type { PemBlock } from './read-pem'

/** A private key, opened. */
export interface PrivateKey {
  readonly key: KeyObject
  /** As XMail can read it: PEM without a passphrase (semantics.md 11). */
  readonly text: string
}

const LABELS: ReadonlySet<string> = new Set([
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
])
/** What every TLS client takes. */
const CURVES: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1'])

export function isPrivateKey({ label }: Pick<PemBlock, 'label'>): boolean {
  return LABELS.has(label)
}

/**
 * Opens a key of PKCS#8, PKCS#1 or SEC1. One that was not encrypted keeps its form, so that installing it twice changes
 * nothing. Errors, in field `passphrase`: KEY_PASSPHRASE_NEEDED, KEY_PASSPHRASE_WRONG; in field `key`: KEY_UNREADABLE,
 * KEY_UNSUPPORTED {kind}. None says anything of the key itself.
 */
export function readKey(block: PemBlock, passphrase: string | undefined): Result<PrivateKey> {
  if (block.isEncrypted && !passphrase) return err('KEY_PASSPHRASE_NEEDED', undefined, 'passphrase')
  const key = open(block, passphrase)
  if (!key.ok) return key
  const unusable = whyUnusable(key.value)
  if (unusable !== null) return err('KEY_UNSUPPORTED', { kind: unusable }, 'key')
  return ok({ key: key.value, text: block.isEncrypted ? printKey(key.value) : block.text })
}

/** Opens what this console wrote itself, or XMail uses; null where it is no such key. */
export function readOpenKey(text: string): KeyObject | null {
  try {
    return createPrivateKey(text)
  } catch {
    return null
  }
}

export function printKey(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function open({ text, isEncrypted }: PemBlock, passphrase: string | undefined): Result<KeyObject> {
  try {
    return ok(createPrivateKey(isEncrypted && passphrase ? { key: text, passphrase } : text))
  } catch (caught) {
    if (!isEncrypted) return err('KEY_UNREADABLE', undefined, 'key')
    return isUnsupported(caught)
      ? err('KEY_UNSUPPORTED', { kind: 'RC2, DES' }, 'key')
      : err('KEY_PASSPHRASE_WRONG', undefined, 'passphrase')
  }
}

/** Node has no cipher for it any more: OpenSSL 3 keeps them in its legacy provider. */
function isUnsupported(caught: unknown): boolean {
  return caught instanceof Error && 'code' in caught && caught.code === 'ERR_OSSL_EVP_UNSUPPORTED'
}

/** What a key is that mail clients do not take; null for RSA and the usual curves. */
function whyUnusable({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string | null {
  if (type === 'rsa') return null
  if (type !== 'ec') return (type ?? 'unknown').toUpperCase()
  const curve = details?.namedCurve ?? 'unknown'
  return CURVES.has(curve) ? null : `EC ${curve}`
}
