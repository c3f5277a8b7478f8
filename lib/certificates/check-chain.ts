import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import { type CertificateFacts, describeCertificate } from './describe-certificate'
import type { Chain } from './order-chain'

/** Everything that can be said of a certificate before it is installed, and of the one that is there. */
export const FINDINGS = [
  'key-missing',
  'key-mismatch',
  'expired',
  'not-yet-valid',
  'weak-key',
  'weak-signature',
  'not-for-servers',
  'foreign',
  'ends-soon',
  'chain-out-of-order',
  'chain-incomplete',
  'chain-expired',
  'name-missing',
  'no-name-list',
  'authority-as-leaf',
  'self-signed',
  'chain-reordered',
  'chain-extra',
] as const

export type FindingCode = (typeof FINDINGS)[number]

/** `breaks`: no TLS with it. `asks`: not without a confirmation. `warns`: it works, with a but. `notes`: only to know. */
export type FindingWeight = 'breaks' | 'asks' | 'warns' | 'notes'

export interface Finding {
  readonly code: FindingCode
  readonly weight: FindingWeight
  /** Values that its words name. */
  readonly details: Readonly<Record<string, string | number>>
}

/** A name of server.tab by which XMail calls itself. */
export interface ServerName {
  readonly variable: 'RootDomain' | 'SmtpServerDomain' | 'HeloDomain'
  readonly name: string
}

const DAY_MS = 86_400_000
const SOON_DAYS = 30
/** OpenSSL's usual security level refuses what is shorter already when it loads it. */
const LEAST_RSA_BITS = 2048

/** What is worth saying of a chain at a moment (milliseconds since the epoch), the worst first. */
export function checkChain(
  chain: Chain,
  serverNames: readonly ServerName[],
  now: number,
): readonly Finding[] {
  const [leaf, ...others] = chain.certificates
  const facts = describeCertificate(leaf)
  const findings = [
    ...checkDates(facts, now),
    ...checkStrength(facts),
    ...checkPurpose(facts),
    ...checkNames(leaf, facts, serverNames),
    ...checkCompleteness(chain, others, now),
  ]
  return findings.sort((a, b) => FINDINGS.indexOf(a.code) - FINDINGS.indexOf(b.code))
}

function find(weight: FindingWeight, code: FindingCode, details: Finding['details'] = {}): Finding {
  return { code, weight, details }
}

function* checkDates({ validFrom, validTo }: CertificateFacts, now: number): Generator<Finding> {
  const days = daysLeft(validTo, now)
  if (validTo <= now) yield find('asks', 'expired', { at: validTo })
  else if (days <= SOON_DAYS) yield find('warns', 'ends-soon', { days })
  if (validFrom > now) yield find('asks', 'not-yet-valid', { at: validFrom })
}

/** Whole days until a certificate ends; 0 on its last one, below 0 after it. */
export function daysLeft(validTo: number, now: number): number {
  return Math.floor((validTo - now) / DAY_MS)
}

function* checkStrength({ rsaBits, signatureHash, selfSigned }: CertificateFacts): Generator<Finding> {
  if (rsaBits !== null && rsaBits < LEAST_RSA_BITS) yield find('asks', 'weak-key', { bits: rsaBits })
  if (/^(SHA-1|MD5)$/i.test(signatureHash)) yield find('asks', 'weak-signature', { hash: signatureHash })
  if (selfSigned) yield find('notes', 'self-signed')
}

function* checkPurpose({ forServers, isAuthority, selfSigned }: CertificateFacts): Generator<Finding> {
  if (forServers === false) yield find('asks', 'not-for-servers')
  // `openssl req -x509` makes every self-signed certificate an authority, and clients take it.
  if (isAuthority && !selfSigned) yield find('warns', 'authority-as-leaf')
}

function* checkNames(
  leaf: X509Certificate,
  { names, hasNameList }: CertificateFacts,
  serverNames: readonly ServerName[],
): Generator<Finding> {
  if (!hasNameList) yield find('warns', 'no-name-list')
  const missing = serverNames.filter(({ variable, name }) => !fits(leaf, names, variable, name))
  if (serverNames.length > 0 && missing.length === serverNames.length) {
    yield find('asks', 'foreign', { names: names.slice(0, 3).join(', '), server: serverNames[0]?.name ?? '' })
    return
  }
  for (const { variable, name } of missing) yield find('warns', 'name-missing', { name, variable })
}

/** RootDomain is a mail domain: what clients connect to is most often a name below it (mail.example.com). */
function fits(
  leaf: X509Certificate,
  names: readonly string[],
  variable: ServerName['variable'],
  name: string,
): boolean {
  const isCovered = isIP(name) ? leaf.checkIP(name) !== undefined : leaf.checkHost(name) !== undefined
  const below = `.${name.toLowerCase()}`
  return isCovered || (variable === 'RootDomain' && names.some((each) => each.toLowerCase().endsWith(below)))
}

function* checkCompleteness(
  { certificates, leftOver, wasReordered }: Chain,
  others: readonly X509Certificate[],
  now: number,
): Generator<Finding> {
  const last = certificates.at(-1) ?? certificates[0]
  if (!describeCertificate(last).selfSigned && !isKnownAuthority(last.issuer)) {
    yield find('warns', 'chain-incomplete', { issuer: describeCertificate(last).issuer })
  }
  const ended = others.find(({ validTo }) => Date.parse(validTo) <= now)
  if (ended) yield find('warns', 'chain-expired', { subject: describeCertificate(ended).subject })
  if (wasReordered) yield find('notes', 'chain-reordered')
  if (leftOver.length > 0) yield find('notes', 'chain-extra', { count: leftOver.length })
}

let authorities: ReadonlySet<string> | null = null

/** Whether an authority of this name comes with Node, and so most likely with mail clients. */
function isKnownAuthority(issuer: string): boolean {
  authorities ??= new Set(rootCertificates.map((pem) => new X509Certificate(pem).subject))
  return authorities.has(issuer)
}
