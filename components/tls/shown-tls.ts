import type { ActionResult, Fault } from '@/lib/errors'
import type { CertificateCheck } from '@/lib/xmail/policy'

/** What a certificate says of itself, and what is worth saying of it. */
export interface ShownCertificate {
  readonly facts: {
    readonly subject: string
    readonly issuer: string
    readonly names: readonly string[]
    /** Milliseconds since the epoch. */
    readonly validFrom: number
    readonly validTo: number
    readonly sha256: string
    readonly key: string
    readonly selfSigned: boolean
  }
  readonly daysLeft: number
  /** The subjects behind it. */
  readonly chain: readonly string[]
  readonly findings: readonly ShownFinding[]
}

export type FindingCode =
  | 'key-missing'
  | 'key-mismatch'
  | 'expired'
  | 'not-yet-valid'
  | 'weak-key'
  | 'weak-signature'
  | 'not-for-servers'
  | 'foreign'
  | 'ends-soon'
  | 'chain-out-of-order'
  | 'chain-incomplete'
  | 'chain-expired'
  | 'name-missing'
  | 'no-name-list'
  | 'authority-as-leaf'
  | 'self-signed'
  | 'chain-reordered'
  | 'chain-extra'

export interface ShownFinding {
  readonly code: FindingCode
  readonly weight: 'breaks' | 'asks' | 'warns' | 'notes'
  readonly details: Readonly<Record<string, string | number>>
}

export type ShownInstalled =
  | { readonly state: 'absent' | 'unreadable' }
  | ({ readonly state: 'present' } & ShownCertificate)

/** A key that waits for its certificate. */
export interface ShownRequest {
  readonly id: string
  readonly actorName: string
  readonly names: readonly string[]
  readonly keyKind: string
  readonly request: string
  readonly createdAt: number
  readonly used: boolean
}

/** What was given, before it is staged. */
export interface CheckedPair extends ShownCertificate {
  readonly keyFrom: 'given' | 'server' | 'request'
  readonly keepsKey: boolean
  readonly wayIn: ShownWayIn
}

/** How this console’s own connection depends on TLS, and why it could not get in any more. */
export interface ShownWayIn {
  readonly by: 'none' | 'system' | 'authority' | 'pin'
  readonly pinFollows: boolean
  readonly troubles: readonly (
    | { readonly kind: 'untrusted'; readonly fault: Fault }
    | { readonly kind: 'client-certificate' | 'tls-off' | 'trusted-file' }
  )[]
}

export type TrustedFindingCode =
  | 'unreadable'
  | 'other-kind'
  | 'expired'
  | 'not-yet-valid'
  | 'root-missing'
  | 'not-authority'
  | 'only-itself'
  | 'weak-signature'
  | 'ends-soon'
  | 'duplicate'

/** One block of certs.pem. */
export interface ShownTrusted {
  readonly line: number
  readonly mark: string
  readonly state: 'there' | 'added' | 'removed'
  /** The edit of the draft that did it, and how many certificates that edit is about. */
  readonly edit: { readonly place: number; readonly count: number } | null
  /** Null: no certificate that OpenSSL could read. */
  readonly facts: ShownCertificate['facts'] | null
  readonly findings: readonly {
    readonly code: TrustedFindingCode
    readonly weight: ShownFinding['weight']
    readonly details: ShownFinding['details']
  }[]
}

/** One file of the folder `certs`. */
export interface ShownFolderFile {
  readonly name: string
  readonly facts: ShownCertificate['facts'] | null
  readonly rightName: string | null
  readonly state: ShownTrusted['state']
  readonly edit: number | null
}

export interface ShownTrust {
  readonly check: CertificateCheck
  readonly rows: readonly ShownTrusted[]
  /** Set where certs.pem cannot be read. */
  readonly fault: Fault | null
  readonly folder:
    | { readonly state: 'missing' }
    | { readonly state: 'not-listed'; readonly fault: Fault }
    | { readonly state: 'listed'; readonly files: readonly ShownFolderFile[]; readonly more: number }
}

/** What is given to be installed; as the form has it. */
export interface GivenValues {
  certificate: string
  key: string
  passphrase: string
  /** Base64. */
  pkcs12: string
  password: string
}

export const KEY_KINDS = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p256'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

export interface TlsActions {
  check: (given: GivenValues) => Promise<ActionResult<CheckedPair>>
  install: (given: GivenValues & { accepted: boolean }) => Promise<ActionResult<null>>
  selfSign: (input: { names: string; kind: KeyKind; days: number }) => Promise<ActionResult<null>>
  request: (input: { names: string; kind: KeyKind }) => Promise<ActionResult<{ id: string }>>
  discardRequest: (id: string) => Promise<ActionResult<null>>
  addTrusted: (input: { certificate: string }) => Promise<ActionResult<null>>
  removeTrusted: (input: { line: number; mark: string }) => Promise<ActionResult<null>>
  removeTrustedFile: () => Promise<ActionResult<null>>
  addToFolder: (input: { certificate: string }) => Promise<ActionResult<null>>
  removeFromFolder: (name: string) => Promise<ActionResult<null>>
  renameInFolder: (name: string) => Promise<ActionResult<null>>
}
