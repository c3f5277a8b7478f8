import { checkChain, type Finding, type ServerName } from './check-chain'
import { type CertificateFacts, describeCertificate } from './describe-certificate'
import { orderChain } from './order-chain'
import { readCertificates } from './read-certificates'
import { readOpenKey } from './read-key'
import { readPem } from './read-pem'

/** What server.cert and server.key hold, each as text; null where there is no such file. */
export interface FilePair {
  readonly certificate: string | null
  readonly key: string | null
}

/** `unreadable`: there is a file, and no certificate in it that XMail could load. */
export type InstalledPair =
  | { readonly state: 'absent' | 'unreadable' }
  | {
      readonly state: 'present'
      readonly facts: CertificateFacts
      /** The subjects behind the server's own certificate, as the file has them. */
      readonly chain: readonly string[]
      readonly findings: readonly Finding[]
    }

/**
 * What XMail would serve with these files at a moment (milliseconds since the epoch): it takes the first certificate for
 * its own and sends the others as they stand (semantics.md 11), so here nothing is put in order. Says nothing of the key
 * but whether it fits.
 */
export function readInstalled(
  { certificate, key }: FilePair,
  serverNames: readonly ServerName[],
  now: number,
): InstalledPair {
  if (certificate === null) return { state: 'absent' }
  const blocks = readPem(certificate)
  const found = blocks.ok ? readCertificates(blocks.value) : blocks
  const [leaf, ...others] = found.ok ? found.value : []
  if (!leaf) return { state: 'unreadable' }
  const chain = orderChain(leaf, [leaf, ...others])
  const isOutOfOrder = chain.wasReordered || chain.leftOver.length > 0
  const opened = key === null ? null : readOpenKey(key)
  const ofFiles: Finding[] = [
    ...(key === null ? [finding('breaks', 'key-missing')] : []),
    ...(key !== null && !(opened && leaf.checkPrivateKey(opened)) ? [finding('breaks', 'key-mismatch')] : []),
    ...(isOutOfOrder ? [finding('warns', 'chain-out-of-order')] : []),
  ]
  const ofChain = checkChain({ ...chain, wasReordered: false, leftOver: [] }, serverNames, now)
  return {
    state: 'present',
    facts: describeCertificate(leaf),
    chain: others.map((each) => describeCertificate(each).subject),
    findings: [...ofFiles, ...ofChain],
  }
}

function finding(weight: Finding['weight'], code: Finding['code']): Finding {
  return { code, weight, details: {} }
}
