import 'reflect-metadata'
import { type KeyObject, randomBytes, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { KeyKind } from './generate-key'
import type { CertificateName } from './read-names'

type Names = readonly [CertificateName, ...CertificateName[]]

/** `@peculiar/x509` knows WebCrypto by the browser's types; Node's is the same thing with types of its own. */
const provider = webcrypto as unknown as Crypto
const DAY_MS = 86_400_000
/** Clients whose clock is a little behind would not take a certificate that begins this second. */
const CLOCK_SLACK_MS = 3_600_000
/** The longest common name that X.520 allows. */
const MAX_COMMON_NAME = 64

/** A request for a certificate (CSR), as PEM, for an authority to sign. */
export async function makeRequest(key: KeyObject, kind: KeyKind, names: Names): Promise<string> {
  const request = await x509.Pkcs10CertificateRequestGenerator.create(
    {
      name: subjectOf(names),
      keys: await keysOf(key, kind),
      signingAlgorithm: algorithmOf(kind),
      extensions: [alternativeNames(names)],
    },
    provider,
  )
  return `${request.toString('pem')}\n`
}

/** A certificate that nobody but its own key vouches for, as PEM. `now` in milliseconds since the epoch. */
export async function makeSelfSigned(
  key: KeyObject,
  kind: KeyKind,
  names: Names,
  days: number,
  now: number,
): Promise<string> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      // Positive, and twenty bytes at most (RFC 5280 4.1.2.2).
      serialNumber: `00${randomBytes(16).toString('hex')}`,
      name: subjectOf(names),
      notBefore: new Date(now - CLOCK_SLACK_MS),
      notAfter: new Date(now + days * DAY_MS),
      keys: await keysOf(key, kind),
      signingAlgorithm: algorithmOf(kind),
      extensions: [
        alternativeNames(names),
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.ExtendedKeyUsageExtension([
          x509.ExtendedKeyUsage.serverAuth,
          x509.ExtendedKeyUsage.clientAuth,
        ]),
      ],
    },
    provider,
  )
  return `${certificate.toString('pem')}\n`
}

/** A name that is too long for it may do without: clients look at the list. */
function subjectOf(names: Names): x509.JsonName {
  const name = names.find(({ value }) => value.length <= MAX_COMMON_NAME)
  return name ? [{ CN: [name.value] }] : []
}

function alternativeNames(names: Names): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension(names.map(({ type, value }) => ({ type, value })))
}

function algorithmOf(kind: KeyKind): RsaHashedImportParams | (EcKeyImportParams & EcdsaParams) {
  return kind === 'ec-p256'
    ? { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
}

async function keysOf(key: KeyObject, kind: KeyKind): Promise<CryptoKeyPair> {
  const der = key.export({ type: 'pkcs8', format: 'der' })
  const privateKey = await provider.subtle.importKey('pkcs8', new Uint8Array(der), algorithmOf(kind), true, [
    'sign',
  ])
  const {
    d: _,
    p: _p,
    q: _q,
    dp: _dp,
    dq: _dq,
    qi: _qi,
    ...open
  } = await provider.subtle.exportKey('jwk', privateKey)
  const publicKey = await provider.subtle.importKey(
    'jwk',
    { ...open, key_ops: ['verify'] },
    algorithmOf(kind),
    true,
    ['verify'],
  )
  return { privateKey, publicKey }
}
