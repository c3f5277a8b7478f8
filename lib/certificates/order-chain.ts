import type { KeyObject, X509Certificate } from 'node:crypto'

/** Certificates in the order in which XMail needs them: the server's own first, each signed by the next (semantics.md 11). */
export interface Chain {
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]]
  /** Those that signed none of the others: they would only make every handshake longer. */
  readonly leftOver: readonly X509Certificate[]
  /** They had come in another order. */
  readonly wasReordered: boolean
}

/** The chain that begins with `leaf`, of the certificates that are there. */
export function orderChain(leaf: X509Certificate, all: readonly X509Certificate[]): Chain {
  const certificates: [X509Certificate, ...X509Certificate[]] = [leaf]
  const left = all.filter((each) => each !== leaf)
  for (let last = leaf; !isSelfSigned(last); ) {
    const next = left.find((each) => isIssuedBy(last, each))
    if (!next) break
    left.splice(left.indexOf(next), 1)
    certificates.push(next)
    last = next
  }
  const given = all.filter((each) => certificates.includes(each))
  return { certificates, leftOver: left, wasReordered: given.some((each, i) => each !== certificates[i]) }
}

/** The certificate that a key belongs to; null where it belongs to none. */
export function leafOfKey(all: readonly X509Certificate[], key: KeyObject): X509Certificate | null {
  return all.find((each) => each.checkPrivateKey(key)) ?? null
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return isIssuedBy(certificate, certificate)
}

export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  // `checkIssued` compares names and key identifiers alone; a renewed authority has the same name and another key.
  return certificate.checkIssued(issuer) && verifies(certificate, issuer)
}

function verifies(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}
