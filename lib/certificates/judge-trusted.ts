import type { X509Certificate } from 'node:crypto'
import { daysLeft } from './check-chain'
import { type CertificateFacts, describeCertificate } from './describe-certificate'
import { isIssuedBy, isSelfSigned } from './order-chain'
import { isCertificate, parseCertificate } from './read-certificates'

/** What can be said of a certificate that XMail is to trust (OpenSSL's rules, semantics.md 11), the worst first. */
export const TRUSTED_FINDINGS = [
  'unreadable',
  'other-kind',
  'expired',
  'not-yet-valid',
  'root-missing',
  'not-authority',
  'only-itself',
  'weak-signature',
  'ends-soon',
  'duplicate',
] as const
export type TrustedFindingCode = (typeof TRUSTED_FINDINGS)[number]

export interface TrustedFinding {
  readonly code: TrustedFindingCode
  /** As `Finding.weight`. `breaks`: no handshake succeeds that checks. */
  readonly weight: 'breaks' | 'warns' | 'notes'
  readonly details: Readonly<Record<string, string | number>>
}

/** One block of a list of whom to trust. */
export interface TrustedCertificate {
  /** Null where it holds no certificate that OpenSSL could read. */
  readonly facts: CertificateFacts | null
  readonly findings: readonly TrustedFinding[]
}

export interface TrustedBlock {
  readonly label: string
  /** PEM. */
  readonly text: string
}

const SOON_DAYS = 30

/** Each block of a list at a moment (milliseconds since the epoch), in its order. */
export function judgeTrusted(blocks: readonly TrustedBlock[], now: number): TrustedCertificate[] {
  const parsed = blocks.map((block) => (isTrustedKind(block) ? parse(block) : null))
  const others = parsed.filter((each) => each !== null)
  return blocks.map((block, i) => {
    const certificate = parsed[i] ?? null
    if (!certificate) {
      const code = isTrustedKind(block) ? 'unreadable' : 'other-kind'
      const weight = code === 'unreadable' ? 'breaks' : 'warns'
      return { facts: null, findings: [find(weight, code, { kind: block.label.toLowerCase() })] }
    }
    const isRepeated = parsed.slice(0, i).some((each) => each?.fingerprint256 === certificate.fingerprint256)
    const facts = describeCertificate(certificate)
    const found = [
      ...checkDates(facts, now),
      ...checkUse(certificate, others),
      ...(/^(SHA-1|MD5)$/i.test(facts.signatureHash) && !facts.selfSigned
        ? [find('warns', 'weak-signature', { hash: facts.signatureHash })]
        : []),
      ...(isRepeated ? [find('notes', 'duplicate')] : []),
    ]
    return { facts, findings: found.sort((a, b) => rank(a) - rank(b)) }
  })
}

function isTrustedKind({ label }: TrustedBlock): boolean {
  return isCertificate({ label }) || label === 'TRUSTED CERTIFICATE'
}

function parse({ text }: TrustedBlock): X509Certificate | null {
  return parseCertificate(text.replaceAll('X509 CERTIFICATE', 'CERTIFICATE'))
}

function* checkDates({ validFrom, validTo }: CertificateFacts, now: number): Generator<TrustedFinding> {
  const days = daysLeft(validTo, now)
  if (validTo <= now) yield find('warns', 'expired', { at: validTo })
  else if (days <= SOON_DAYS) yield find('warns', 'ends-soon', { days })
  if (validFrom > now) yield find('warns', 'not-yet-valid', { at: validFrom })
}

/** OpenSSL follows a chain to a self-signed certificate of the list; without one what is between vouches for nobody. */
function* checkUse(certificate: X509Certificate, all: readonly X509Certificate[]): Generator<TrustedFinding> {
  if (isSelfSigned(certificate)) {
    if (!certificate.ca) yield find('notes', 'only-itself')
    return
  }
  if (!certificate.ca) return yield find('warns', 'not-authority')
  if (!leadsToRoot(certificate, all))
    yield find('warns', 'root-missing', { issuer: describeCertificate(certificate).issuer })
}

function leadsToRoot(certificate: X509Certificate, all: readonly X509Certificate[]): boolean {
  const seen = new Set<X509Certificate>()
  let next: X509Certificate | undefined = certificate
  while (next && !seen.has(next)) {
    if (isSelfSigned(next)) return true
    seen.add(next)
    const last: X509Certificate = next
    next = all.find((each) => !seen.has(each) && isIssuedBy(last, each))
  }
  return false
}

function rank({ code }: TrustedFinding): number {
  return TRUSTED_FINDINGS.indexOf(code)
}

function find(
  weight: TrustedFinding['weight'],
  code: TrustedFindingCode,
  details: TrustedFinding['details'] = {},
): TrustedFinding {
  return { code, weight, details }
}
