import type { KeyObject } from 'node:crypto'
import { err, ok, type Result } from '@/lib/errors'
import { type Chain, leafOfKey, orderChain } from './order-chain'
import { isCertificate, readCertificates } from './read-certificates'
import { isPrivateKey, type PrivateKey, readKey, readOpenKey } from './read-key'
import { type PemBlock, readPem } from './read-pem'
import { readPkcs12 } from './read-pkcs12'

/** What somebody gives to be installed: PEM in any order, or a PKCS#12 file. */
export interface GivenPair {
  /** Certificates; the key may stand among them. */
  readonly certificate: string
  /** '' where it is among the certificates, or one that this console knows. */
  readonly key: string
  readonly passphrase: string
  readonly pkcs12: { readonly bytes: Uint8Array; readonly password: string } | null
}

/** Where a key came from that was not given: a request that waits, or the server itself. */
export interface KnownKey {
  readonly from: string
  readonly text: string
}

/** A key and its certificate with those that lead to its authority. */
export interface Pair {
  readonly chain: Chain
  readonly key: KeyObject
  /** PEM for server.key. */
  readonly keyText: string
  /** PEM for server.cert: the chain, in order. */
  readonly certificateText: string
  /** `given`, or where the key came from. */
  readonly keyFrom: string
}

/**
 * Makes sense of what was given. Errors: those of readPem, readCertificates, readKey and readPkcs12; PEM_WRONG_KIND
 * {kind}; KEY_MISSING (no key that this console knows fits either); KEY_MISMATCH.
 */
export function readPair(given: GivenPair, known: readonly KnownKey[]): Result<Pair> {
  const texts = given.pkcs12 ? readPkcs12(given.pkcs12.bytes, given.pkcs12.password) : ok(null)
  if (!texts.ok) return texts
  const certificateBlocks = blocksOf(texts.value?.certificates ?? given.certificate, 'certificate')
  if (!certificateBlocks.ok) return certificateBlocks
  const keyBlocks = blocksOf(texts.value?.key ?? given.key, 'key')
  if (!keyBlocks.ok) return keyBlocks
  const blocks = [...certificateBlocks.value, ...keyBlocks.value]
  const certificates = readCertificates(blocks)
  if (!certificates.ok) return certificates
  const keyBlock = blocks.find(isPrivateKey)
  const key = keyBlock ? readKey(keyBlock, given.passphrase || undefined) : null
  if (key && !key.ok) return key
  const found = key ? { from: 'given', ...key.value } : findKnown(known, certificates.value)
  if (!found) return err('KEY_MISSING', undefined, 'key')
  const leaf = leafOfKey(certificates.value, found.key)
  if (!leaf) return err('KEY_MISMATCH', undefined, 'key')
  const chain = orderChain(leaf, certificates.value)
  return ok({
    chain,
    key: found.key,
    keyText: found.text,
    certificateText: chain.certificates.map(String).join(''),
    keyFrom: found.from,
  })
}

/** The blocks of one field, of which each must be of a use here. `EC PARAMETERS` stand before a key of OpenSSL’s. */
function blocksOf(text: string, field: 'certificate' | 'key'): Result<readonly PemBlock[]> {
  const blocks = readPem(text)
  if (!blocks.ok) return err(blocks.error.code, blocks.error.details, field)
  const useful = blocks.value.filter(({ label }) => label !== 'EC PARAMETERS' && label !== 'DH PARAMETERS')
  const other = useful.find((block) => !isCertificate(block) && !isPrivateKey(block))
  if (other) return err('PEM_WRONG_KIND', { kind: other.label.toLowerCase() }, field)
  const isNoPem = useful.length === 0 && text.trim() !== ''
  return isNoPem ? err('PEM_UNREADABLE', { number: 1 }, field) : ok(useful)
}

type FoundKey = PrivateKey & { readonly from: string }

function findKnown(
  known: readonly KnownKey[],
  certificates: Parameters<typeof leafOfKey>[0],
): FoundKey | null {
  for (const { from, text } of known) {
    const key = readOpenKey(text)
    if (key && leafOfKey(certificates, key)) return { from, text, key }
  }
  return null
}
