export {
  checkChain,
  daysLeft,
  FINDINGS,
  type Finding,
  type FindingCode,
  type FindingWeight,
  type ServerName,
} from './check-chain'
export { type CertificateFacts, describeCertificate, fingerprintOf } from './describe-certificate'
export { generateKey, KEY_KINDS, type KeyKind } from './generate-key'
export { hashSubject } from './hash-subject'
export {
  judgeTrusted,
  TRUSTED_FINDINGS,
  type TrustedCertificate,
  type TrustedFinding,
  type TrustedFindingCode,
} from './judge-trusted'
export { makeRequest, makeSelfSigned } from './make-certificate'
export { type Chain, leafOfKey, orderChain } from './order-chain'
export { readAuthorities } from './read-authorities'
export { isCertificate, parseCertificate, readCertificates } from './read-certificates'
export { type FilePair, type InstalledPair, readInstalled } from './read-installed'
export { printKey, readOpenKey } from './read-key'
export { type CertificateName, readNames } from './read-names'
export { type GivenPair, type KnownKey, type Pair, readPair } from './read-pair'
export { type PemBlock, readPem } from './read-pem'
export { sumUpInstalled } from './sum-up-installed'
