import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readPrivateKey } from './read-private-key'

const LOCK = { cipher: 'aes-256-cbc', passphrase: 'open sesame' }

function rsaPem(type: 'pkcs1' | 'pkcs8', isLocked: boolean): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type, format: 'pem', ...(isLocked && LOCK) },
  }).privateKey
}

function ecPem(type: 'sec1' | 'pkcs8', isLocked: boolean): string {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type, format: 'pem', ...(isLocked && LOCK) },
  }).privateKey
}

describe('readPrivateKey', () => {
  const forms: [string, (isLocked: boolean) => string][] = [
    ['RSA in PKCS #1', (isLocked) => rsaPem('pkcs1', isLocked)],
    ['RSA in PKCS #8', (isLocked) => rsaPem('pkcs8', isLocked)],
    ['EC in SEC 1', (isLocked) => ecPem('sec1', isLocked)],
    ['EC in PKCS #8', (isLocked) => ecPem('pkcs8', isLocked)],
  ]

  it.each(forms)('reads %s, open and locked', (_name, make) => {
    expect(readPrivateKey(make(false), undefined)).toMatchObject({ ok: true })
    // A passphrase that is not needed does no harm: forms remember the last one.
    expect(readPrivateKey(make(false), 'unneeded')).toMatchObject({ ok: true })
    expect(readPrivateKey(make(true), LOCK.passphrase)).toMatchObject({ ok: true })
    for (const passphrase of [undefined, '', 'wrong']) {
      expect(readPrivateKey(make(true), passphrase)).toEqual({
        ok: false,
        error: { code: 'SSH_PASSPHRASE_WRONG', field: 'passphrase' },
      })
    }
  })

  it('tells what is no key from one that is locked', () => {
    const damaged = rsaPem('pkcs8', false).replace(/.{20}\n/, '!\n')
    for (const text of ['', 'hello', '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----', damaged]) {
      expect(readPrivateKey(text, 'any')).toEqual({
        ok: false,
        error: { code: 'SSH_KEY_UNREADABLE', field: 'privateKey' },
      })
    }
  })
})
