import { z } from 'zod'
import type { GivenPair } from '@/lib/certificates'
import { MAX_PEM_CHARACTERS } from '@/lib/xmail/tables'

/** As many bytes as a PEM text may have characters, in base64. */
const MAX_BASE64 = Math.ceil(MAX_PEM_CHARACTERS / 3) * 4

const pem = z.string().max(MAX_PEM_CHARACTERS)
const password = z.string().max(1000)

/** What a person gives to be installed. */
export const givenSchema = z.object({
  serverId: z.string().min(1).max(100),
  certificate: pem,
  key: pem,
  passphrase: password,
  /** A PKCS#12 file in base64; '' where PEM was given. */
  pkcs12: z
    .string()
    .max(MAX_BASE64)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/),
  password,
})

export function pairOf(given: z.output<typeof givenSchema>): GivenPair {
  const { certificate, key, passphrase, pkcs12, password } = given
  const bytes = Buffer.from(pkcs12, 'base64')
  return { certificate, key, passphrase, pkcs12: pkcs12 === '' ? null : { bytes, password } }
}
