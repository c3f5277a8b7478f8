import 'reflect-metadata'
import { createHash, type X509Certificate } from 'node:crypto'
import { isIPv6 } from 'node:net'
import * as x509 from '@peculiar/x509'
import { isSelfSigned } from './order-chain'

/** What a certificate says of itself, for a person. All text may be a stranger's; it is on one line and bounded. */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** Host names and addresses that it is for; those of the subject where it has no list (clients of today pass over it). */
  readonly names: readonly string[]
  readonly hasNameList: boolean
  /** Milliseconds since the epoch. */
  readonly validFrom: number
  readonly validTo: number
  /** Lower-case hex SHA-256 of the DER. */
  readonly sha256: string
  /** The same of its public key: what a renewed certificate on the same key shares. */
  readonly keySha256: string
  /** e.g. `RSA 2048`, `ECDSA P-256`. */
  readonly key: string
  /** RSA: the length of its modulus. Null for others. */
  readonly rsaBits: number | null
  /** e.g. `SHA-256`; '' where it is not told apart from the key (Ed25519). */
  readonly signatureHash: string
  readonly selfSigned: boolean
  readonly isAuthority: boolean
  /** Null: it does not say what it is for, so it is for everything. */
  readonly forServers: boolean | null
}

const MAX_NAMES = 100
/** OpenSSL's names of curves, and those by which people know them. */
const CURVE_NAMES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
}
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const ANY_PURPOSE = '2.5.29.37.0'

export function describeCertificate(certificate: X509Certificate): CertificateFacts {
  const listed = listNames(certificate)
  const commonName = /^CN=(.*)$/m.exec(certificate.subject ?? '')?.[1]
  // Node's name for the list of extended purposes; undefined where the certificate has none.
  const purposes: readonly string[] | undefined = certificate.keyUsage
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: listed.length > 0 || commonName === undefined ? listed : [oneLine(commonName)],
    hasNameList: listed.length > 0,
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    sha256: fingerprintOf(certificate),
    keySha256: hexSha256(certificate.publicKey.export({ type: 'spki', format: 'der' })),
    ...describeKey(certificate),
    signatureHash: signatureHashOf(certificate),
    selfSigned: isSelfSigned(certificate),
    isAuthority: certificate.ca,
    forServers: purposes ? purposes.includes(SERVER_AUTH) || purposes.includes(ANY_PURPOSE) : null,
  }
}

/** As a pinned CTRL connection has it. */
export function fingerprintOf(certificate: X509Certificate): string {
  return hexSha256(certificate.raw)
}

function describeKey({ publicKey }: X509Certificate): Pick<CertificateFacts, 'key' | 'rsaBits'> {
  const { asymmetricKeyType: type = '', asymmetricKeyDetails: details } = publicKey
  const rsaBits = details?.modulusLength ?? null
  const curve = details?.namedCurve ?? ''
  const isEc = type === 'ec'
  const size = isEc ? (CURVE_NAMES[curve] ?? curve) : (rsaBits ?? '')
  return { key: `${isEc ? 'ECDSA' : type.toUpperCase()} ${size}`.trim(), rsaBits }
}

/** Node 20 does not tell. A certificate that the other reader stumbles over has no known one. */
function signatureHashOf(certificate: X509Certificate): string {
  try {
    const algorithm: { hash?: { name?: string } } = new x509.X509Certificate(certificate.raw)
      .signatureAlgorithm
    return algorithm.hash?.name ?? ''
  } catch {
    return ''
  }
}

/** "DNS:a.test, IP Address:192.0.2.1", with JSON quoting around a name that has a comma. */
function listNames({ subjectAltName }: X509Certificate): string[] {
  const listed = subjectAltName?.matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g) ?? []
  return Array.from(listed, ([, name = '']) => shortenAddress(oneLine(name))).slice(0, MAX_NAMES)
}

/** Node spells every group of an IPv6 address out, in capitals; people know `::1` (RFC 5952). */
function shortenAddress(name: string): string {
  return isIPv6(name) ? new URL(`http://[${name}]`).hostname.slice(1, -1) : name
}

function oneLine(text: string | undefined): string {
  return (text ?? '')
    .split('\n')
    .join(', ')
    .replace(/[\x00-\x1f\x7f-\x9f]/g, '?')
    .slice(0, 300)
}

function hexSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
