import 'reflect-metadata'
import { createPrivateKey, type KeyObject, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import forge from 'node-forge'
import { generateKey, type KeyKind, makeSelfSigned, printKey, readNames } from '@/lib/certificates'
import { unwrap } from '@/lib/errors'

const DAY_MS = 86_400_000

export interface MadePair {
  readonly certificate: string
  readonly key: string
}

/** A self-signed certificate and its key, as somebody else's tools would make them. `endsInDays` may be below 0. */
export async function makePair(names: string, kind: KeyKind = 'ec-p256', endsInDays = 90): Promise<MadePair> {
  const key = await generateKey(kind)
  const lifetimeDays = 120
  const began = Date.now() + (endsInDays - lifetimeDays) * DAY_MS
  const certificate = await makeSelfSigned(key, kind, unwrap(readNames(names)), lifetimeDays, began)
  return { certificate, key: printKey(key) }
}

/** The same key under a passphrase. */
export function lock(pair: MadePair, passphrase: string): string {
  const cipher = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const
  return createPrivateKey(pair.key).export(cipher).toString()
}

/** A PKCS#12 file. The key must be RSA. */
export function packPkcs12(pair: MadePair, password: string): Buffer {
  const pkcs1 = createPrivateKey(pair.key).export({ type: 'pkcs1', format: 'pem' }).toString()
  const key = forge.pki.privateKeyFromPem(pkcs1)
  const certificate = forge.pki.certificateFromPem(pair.certificate)
  const file = forge.pkcs12.toPkcs12Asn1(key, [certificate], password, { algorithm: 'aes256' })
  return Buffer.from(forge.asn1.toDer(file).getBytes(), 'latin1')
}

/** What an authority makes of a request: its certificate for the key and the names in it, and the authority's own. */
export async function signRequest(request: string): Promise<{ certificate: string; authority: string }> {
  const provider = webcrypto as unknown as Crypto
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = (await provider.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
  const dates = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 90 * DAY_MS) }
  const name = [{ CN: ['Test authority'] }]
  const extensions = [new x509.BasicConstraintsExtension(true, undefined, true)]
  const own = { ...dates, keys, name, extensions, signingAlgorithm: algorithm }
  const authority = await x509.X509CertificateGenerator.createSelfSigned(own, provider)
  const read = new x509.Pkcs10CertificateRequest(request)
  const certificate = await x509.X509CertificateGenerator.create(
    {
      ...dates,
      subject: read.subject,
      issuer: authority.subject,
      publicKey: await read.publicKey.export(provider),
      signingKey: keys.privateKey,
      signingAlgorithm: algorithm,
      extensions: read.extensions,
    },
    provider,
  )
  return { certificate: `${certificate.toString('pem')}\n`, authority: `${authority.toString('pem')}\n` }
}

/** The lines of a key that may be seen nowhere. */
export function secretLines(key: string): string[] {
  return key.trim().split('\n').slice(1, -1)
}

export function readKeyObject(text: string): KeyObject {
  return createPrivateKey(text)
}
