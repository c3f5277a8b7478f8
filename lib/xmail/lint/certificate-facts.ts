/**
 * What is known of server.cert and server.key, as plain data: who can read certificates hands it in, since nothing here
 * knows cryptography.
 */
export type CertificateFacts =
  | { readonly state: 'absent' | 'unreadable' }
  | {
      readonly state: 'present'
      /** Milliseconds since the epoch. */
      readonly validFromMs: number
      readonly validToMs: number
      /** Host names that it is for, `*.example.com` among them. */
      readonly names: readonly string[]
      /** Whether server.key is its key. `missing`: there is no such file. */
      readonly key: 'matches' | 'mismatch' | 'missing'
      /** The length of an RSA modulus; null for other kinds. */
      readonly rsaBits: number | null
      /** e.g. `SHA-256`. */
      readonly signatureHash: string
      readonly selfSigned: boolean
    }
