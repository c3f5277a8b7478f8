import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate with its key, made for one test. */
export interface MadeCertificate {
  readonly cert: string
  readonly key: string
  /** Lower-case hex of the DER. */
  readonly sha256: string
  readonly commonName: string
  readonly privateKey: KeyObject
}

export interface CertificateWish {
  readonly commonName: string
  /** Host names and IPv4 addresses. */
  readonly names?: readonly string[]
  readonly issuer?: MadeCertificate
  readonly isAuthority?: boolean
  /** Days from now. Default: yesterday to tomorrow. */
  readonly fromDays?: number
  readonly toDays?: number
}

const DAY_MS = 86_400_000
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))

/** X.509 v3 on P-256, self-signed unless there is an issuer. */
export function makeCertificate(wish: CertificateWish): MadeCertificate {
  const { commonName, names = [], issuer, isAuthority = false, fromDays = -1, toDays = 1 } = wish
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const extensions = [
    // basicConstraints, subjectAltName
    ...(isAuthority ? [extension('2.5.29.19', sequence(tlv(0x01, Buffer.from([0xff]))))] : []),
    ...(names.length > 0 ? [extension('2.5.29.17', sequence(...names.map(generalName)))] : []),
  ]
  const toBeSigned = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(
      0x02,
      Buffer.from([
        1,
        ...createHash('sha1').update(commonName).update(String(Math.random())).digest().subarray(0, 8),
      ]),
    ),
    ECDSA_SHA256,
    nameOf(issuer?.commonName ?? commonName),
    sequence(time(fromDays), time(toDays)),
    nameOf(commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [tlv(0xa3, sequence(...extensions))] : []),
  )
  const signature = sign('sha256', toBeSigned, issuer?.privateKey ?? privateKey)
  const der = sequence(toBeSigned, ECDSA_SHA256, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])))
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha256: createHash('sha256').update(der).digest('hex'),
    commonName,
    privateKey,
  }
}

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return tlv(0x30, ...parts)
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const number of rest) {
    const groups = [number & 0x7f]
    for (let high = number >>> 7; high > 0; high >>>= 7) groups.unshift((high & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return tlv(0x06, Buffer.from(bytes))
}

function nameOf(commonName: string): Buffer {
  return sequence(tlv(0x31, sequence(oid('2.5.4.3'), tlv(0x0c, Buffer.from(commonName)))))
}

function time(days: number): Buffer {
  const digits = new Date(Date.now() + days * DAY_MS).toISOString().replace(/[-:T]|\.\d+/g, '')
  return tlv(0x18, Buffer.from(digits))
}

function extension(id: string, value: Uint8Array): Buffer {
  return sequence(oid(id), tlv(0x04, value))
}

function generalName(name: string): Buffer {
  return isIP(name) === 4 ? tlv(0x87, Buffer.from(name.split('.').map(Number))) : tlv(0x82, Buffer.from(name))
}
