import { createHash } from 'node:crypto'
import type { Digest } from './store'

/** SHA-256 of a file's bytes, as stores, plans and the history name it. */
export function digestOf(bytes: Uint8Array): Digest {
  return createHash('sha256').update(bytes).digest('hex')
}
