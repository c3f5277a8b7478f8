import type { ActionResult } from '@/lib/errors'

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
}
