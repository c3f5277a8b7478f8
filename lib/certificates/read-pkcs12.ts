import { createPrivateKey, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { err, ok, type Result } from '@/lib/errors'

/** What a PKCS#12 file held, as PEM: to go the same way as what was pasted. */
export interface Pkcs12Content {
  readonly certificates: string
  /** Without a passphrase; '' where there was none. */
  readonly key: string
}

/** OpenSSL and Windows use some thousands. Every step is counted by this process alone, in which nothing else runs meanwhile. */
const MAX_ITERATIONS = 600_000

/**
 * Opens a PKCS#12 file (.p12, .pfx): today's AES with PBES2, and RC2 and 3DES of older programs, which OpenSSL 3 itself
 * no longer reads. Errors: PKCS12_UNREADABLE in field `pkcs12`; PKCS12_PASSWORD_WRONG (missing, too) in field `password`.
 */
export function readPkcs12(bytes: Uint8Array, password: string): Result<Pkcs12Content> {
  const file = parse(bytes)
  if (!file) return err('PKCS12_UNREADABLE', undefined, 'pkcs12')
  const opened = open(file, password)
  if (!opened) return err('PKCS12_PASSWORD_WRONG', undefined, 'password')
  try {
    return ok(contentOf(opened))
  } catch {
    return err('PKCS12_UNREADABLE', undefined, 'pkcs12')
  }
}

function parse(bytes: Uint8Array): forge.asn1.Asn1 | null {
  try {
    const file = forge.asn1.fromDer(Buffer.from(bytes).toString('latin1'))
    const isPfx = file.type === forge.asn1.Type.SEQUENCE && versionOf(file) === 3
    return isPfx && mostIterations(file) <= MAX_ITERATIONS ? file : null
  } catch {
    return null
  }
}

/** A PFX begins with its version, 3; a certificate that was uploaded as one does not. */
function versionOf(file: forge.asn1.Asn1): number {
  const [version] = Array.isArray(file.value) ? file.value : []
  return version?.type === forge.asn1.Type.INTEGER ? forge.asn1.derToInteger(String(version.value)) : -1
}

/** The largest number that stands behind a salt: in clear, for the check sum and for what is encrypted as a whole. */
function mostIterations(node: forge.asn1.Asn1): number {
  const parts = Array.isArray(node.value) ? node.value : []
  const own = parts.map((part, i) => {
    const isCount =
      part.type === forge.asn1.Type.INTEGER && parts[i - 1]?.type === forge.asn1.Type.OCTETSTRING
    return isCount ? readCount(String(part.value)) : 0
  })
  return Math.max(0, ...own, ...parts.map(mostIterations))
}

function readCount(der: string): number {
  return der.length > 4 ? Number.POSITIVE_INFINITY : forge.asn1.derToInteger(der)
}

/** Without a password some programs take the empty one for the check sum, and some none at all. */
function open(file: forge.asn1.Asn1, password: string): forge.pkcs12.Pkcs12Pfx | null {
  try {
    return forge.pkcs12.pkcs12FromAsn1(file, false, password)
  } catch {
    return null
  }
}

function contentOf(opened: forge.pkcs12.Pkcs12Pfx): Pkcs12Content {
  const bags = opened.safeContents.flatMap(({ safeBags }) => safeBags)
  const certificates = bags
    .filter(({ type }) => type === forge.pki.oids.certBag)
    .map((bag) =>
      new X509Certificate(derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1)).toString(),
    )
  const [key = ''] = bags
    .filter(({ type }) => type === forge.pki.oids.keyBag || type === forge.pki.oids.pkcs8ShroudedKeyBag)
    .map(keyOf)
  return { certificates: certificates.join(''), key }
}

/** Forge knows RSA; of any other key it gives the PKCS#8 that it came in. */
function keyOf(bag: forge.pkcs12.Bag): string {
  const key = bag.key
    ? createPrivateKey(forge.pki.privateKeyToPem(bag.key))
    : createPrivateKey({ key: derOf(bag.asn1), format: 'der', type: 'pkcs8' })
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function derOf(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
}
