import type { InstalledPair } from './read-installed'

/**
 * A pair of files as `lib/xmail/lint` judges it (its `CertificateFacts`): plain data, without the chain, and of the key
 * no more than whether it fits.
 */
export function sumUpInstalled(pair: InstalledPair) {
  if (pair.state !== 'present') return { state: pair.state } as const
  const codes = pair.findings.map(({ code }) => code)
  const { validFrom, validTo, names, rsaBits, signatureHash, selfSigned } = pair.facts
  const key = codes.includes('key-missing')
    ? 'missing'
    : codes.includes('key-mismatch')
      ? 'mismatch'
      : 'matches'
  return {
    state: 'present',
    validFromMs: validFrom,
    validToMs: validTo,
    names,
    key,
    rsaBits,
    signatureHash,
    selfSigned,
  } as const
}
