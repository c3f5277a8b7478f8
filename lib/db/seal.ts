import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { err, ok, type Result } from '@/lib/errors'

/**
 * Secrets at rest: AES-256-GCM under a key derived from MAILROOT_SECRET. The text is `v1.<key id>.<base64url>` of
 * nonce, ciphertext and tag. What a secret is for is authenticated with it, so a sealed text that was moved to another
 * row does not open.
 */
export interface Sealer {
  seal(plain: Uint8Array, purpose: string): string
  /** SECRET_UNREADABLE: another key, another purpose, or altered text. */
  unseal(sealed: string, purpose: string): Result<Uint8Array>
}

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Seals with `secret`; opens with it and with `olderSecrets`, which a change of the secret needs. */
export function createSealer(secret: string, olderSecrets: readonly string[] = []): Sealer {
  const current = sealKey(secret)
  const keys = new Map([secret, ...olderSecrets].map(sealKey).map(({ id, key }) => [id, key]))
  return {
    seal(plain, purpose) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce)
      cipher.setAAD(Buffer.from(`${VERSION}.${current.id}.${purpose}`))
      const body = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
      return `${VERSION}.${current.id}.${body.toString('base64url')}`
    },
    unseal(sealed, purpose) {
      const [version, id, text, ...rest] = sealed.split('.')
      const key = keys.get(id ?? '')
      if (version !== VERSION || !key || text === undefined || rest.length > 0)
        return err('SECRET_UNREADABLE')
      return open(key, `${VERSION}.${id}.${purpose}`, Buffer.from(text, 'base64url'))
    },
  }
}

function open(key: Buffer, associated: string, body: Buffer): Result<Uint8Array> {
  if (body.length < NONCE_BYTES + TAG_BYTES) return err('SECRET_UNREADABLE')
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(associated))
  decipher.setAuthTag(body.subarray(-TAG_BYTES))
  try {
    const plain = [decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]
    return ok(new Uint8Array(Buffer.concat(plain)))
  } catch {
    return err('SECRET_UNREADABLE')
  }
}

function sealKey(secret: string): { readonly id: string; readonly key: Buffer } {
  return {
    id: deriveKey(secret, 'seal v1 id').subarray(0, 4).toString('hex'),
    key: deriveKey(secret, 'seal v1'),
  }
}

/** 32 bytes for one use; no use can be computed from another. */
export function deriveKey(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'mailroot-console', use, 32))
}

/** Seals a JSON value. */
export function sealJson(sealer: Sealer, value: unknown, purpose: string): string {
  return sealer.seal(Buffer.from(JSON.stringify(value)), purpose)
}

/** Opens what `sealJson` made. */
export function unsealJson(sealer: Sealer, sealed: string, purpose: string): Result<unknown> {
  const plain = sealer.unseal(sealed, purpose)
  return plain.ok ? ok(JSON.parse(Buffer.from(plain.value).toString())) : plain
}
