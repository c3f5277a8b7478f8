import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

/** Keys that this console makes. */
export const KEY_KINDS = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p256'] as const

export type KeyKind = (typeof KEY_KINDS)[number]

const generate = promisify(generateKeyPair)

/** Takes up to some seconds for RSA 4096, on a thread of its own. */
export async function generateKey(kind: KeyKind): Promise<KeyObject> {
  const { privateKey } =
    kind === 'ec-p256'
      ? await generate('ec', { namedCurve: 'prime256v1' })
      : await generate('rsa', { modulusLength: Number(kind.slice(4)) })
  return privateKey
}
