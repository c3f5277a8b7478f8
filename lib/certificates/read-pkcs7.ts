import forge from 'node-forge'
import { parseCertificate } from './read-certificates'

const SIGNED_DATA = '1.2.840.113549.1.7.2'
/** Of SignedData (RFC 5652, section 5.1): its certificates are the element with this context tag. */
const CERTIFICATES_TAG = 0

/**
 * The certificates of a PKCS#7 file (.p7b, .p7c) as PEM, of any kind of key; nothing of it is checked. Null: it is none.
 * `bytes` is DER.
 */
export function readPkcs7(bytes: Uint8Array): string[] | null {
  try {
    const file = forge.asn1.fromDer(Buffer.from(bytes).toString('latin1'))
    const [type, content] = partsOf(file)
    if (!type || forge.asn1.derToOid(String(type.value)) !== SIGNED_DATA) return null
    const [signedData] = partsOf(content)
    const list = partsOf(signedData).find(
      ({ tagClass, type: tag }) =>
        tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && tag === (CERTIFICATES_TAG as forge.asn1.Type),
    )
    return partsOf(list).map((each) => {
      const der = Buffer.from(forge.asn1.toDer(each).getBytes(), 'latin1')
      const certificate = parseCertificate(der)
      if (!certificate) throw new Error('not a certificate')
      return certificate.toString()
    })
  } catch {
    return null
  }
}

function partsOf(node: forge.asn1.Asn1 | undefined): readonly forge.asn1.Asn1[] {
  return Array.isArray(node?.value) ? node.value : []
}
