import { createHash, type X509Certificate } from 'node:crypto'
import forge from 'node-forge'

const { Class, Type } = forge.asn1
const SET_TAG = 0x31

/**
 * The name without its number under which OpenSSL 1.0 and later look for an authority in a folder: `X509_NAME_hash`, as
 * `openssl x509 -subject_hash` prints it, 8 hex digits. Null where the subject cannot be read.
 */
export function hashSubject(certificate: X509Certificate): string | null {
  try {
    const canonical = subjectOf(certificate).map(printCanonical).join('')
    const digest = createHash('sha1').update(Buffer.from(canonical, 'latin1')).digest()
    return digest.readUInt32LE(0).toString(16).padStart(8, '0')
  } catch {
    return null
  }
}

/** The relative names of a subject (RFC 5280, section 4.1): the sixth element, the fifth where there is no version. */
function subjectOf(certificate: X509Certificate): readonly forge.asn1.Asn1[] {
  const [body] = partsOf(forge.asn1.fromDer(certificate.raw.toString('latin1')))
  const parts = partsOf(body)
  const hasVersion = parts[0]?.tagClass === Class.CONTEXT_SPECIFIC
  return partsOf(parts[hasVersion ? 5 : 4])
}

/** Without the SEQUENCE around them all, which OpenSSL leaves out of its hash. */
function printCanonical(set: forge.asn1.Asn1): string {
  const attributes = partsOf(set).map((attribute) => {
    const [type, value] = partsOf(attribute)
    if (!type || !value) throw new Error('an attribute without a value')
    return forge.asn1.toDer(sequence([type, canonicalValue(value)])).getBytes()
  })
  const body = attributes.sort().join('')
  return String.fromCharCode(SET_TAG, ...lengthOf(body)) + body
}

/** What differs for the eye alone is one: lower case, one blank between words, none around them, all as UTF-8. */
function canonicalValue(value: forge.asn1.Asn1): forge.asn1.Asn1 {
  const decode = DECODERS.get(value.type)
  if (!decode || value.tagClass !== Class.UNIVERSAL) return value
  const plain = decode(Buffer.from(String(value.value), 'latin1'))
    .replaceAll(/[ \t\n\v\f\r]+/g, ' ')
    .replaceAll(/^ | $/g, '')
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
  const bytes = Buffer.from(plain, 'utf8').toString('latin1')
  return forge.asn1.create(Class.UNIVERSAL, Type.UTF8, false, bytes)
}

const latin1 = (bytes: Buffer) => bytes.toString('latin1')

/** The kinds of text that OpenSSL makes one of; any other value stays as it is. */
const DECODERS: ReadonlyMap<number, (bytes: Buffer) => string> = new Map([
  [Type.UTF8, (bytes: Buffer) => bytes.toString('utf8')],
  [Type.PRINTABLESTRING, latin1],
  [20, latin1],
  [Type.IA5STRING, latin1],
  [26, latin1],
  [Type.BMPSTRING, (bytes: Buffer) => Buffer.from(bytes).swap16().toString('utf16le')],
])

function sequence(parts: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return forge.asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, parts)
}

/** DER: one byte below 128, else how many bytes and then they. */
function lengthOf({ length }: string): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

function partsOf(node: forge.asn1.Asn1 | undefined): readonly forge.asn1.Asn1[] {
  return Array.isArray(node?.value) ? node.value : []
}
