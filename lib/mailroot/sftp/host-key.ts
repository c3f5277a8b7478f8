import { createHash } from 'node:crypto'
import { type Fault, fault } from '@/lib/errors'

/** A server's host key as people compare it. */
export interface HostKey {
  /** `SHA256:` and unpadded base64, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string
  /** e.g. 'ssh-ed25519'. For RSA 'ssh-rsa', whatever it signs with. */
  readonly algorithm: string
}

/** Reads the key as SSH sends it: its type, with its length in front, and the numbers that make it up. */
export function readHostKey(blob: Buffer): HostKey {
  const nameEnd = 4 + blob.readUInt32BE(0)
  return {
    fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
    algorithm: blob.toString('latin1', 4, nameEnd),
  }
}

/** Null if it is the confirmed one. Errors: HOST_KEY_UNKNOWN, HOST_KEY_CHANGED. */
export function judgeHostKey({ fingerprint, algorithm }: HostKey, confirmed: string | null): Fault | null {
  if (confirmed === null) return fault('HOST_KEY_UNKNOWN', { fingerprint, algorithm })
  return confirmed === fingerprint
    ? null
    : fault('HOST_KEY_CHANGED', { expected: confirmed, found: fingerprint })
}
