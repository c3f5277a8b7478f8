import { randomBytes } from 'node:crypto'

const TEMP_NAME = /^\..+\.mailroot-[0-9a-f]{16}\.tmp$/

/**
 * The name of the file that will take `name`'s place. Hidden, so that XMail and people overlook it; random, so that two
 * writers never share one; ours to tell, so that what a crash left behind can be swept.
 */
export function tempName(name: string): string {
  return `.${name}.mailroot-${randomBytes(8).toString('hex')}.tmp`
}

export function isTempName(name: string): boolean {
  return TEMP_NAME.test(name)
}
