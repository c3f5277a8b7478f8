/** The letters of smtpauth.tab, DefaultSmtpPerms and SmtpPerms (semantics.md 6.5), in the order in which they are written. */
export const SMTP_PERMISSIONS = [
  /** May send where mail-auth wants a sign-in. */
  { key: 'mail', letter: 'M' },
  { key: 'relay', letter: 'R' },
  { key: 'vrfy', letter: 'V' },
  { key: 'etrn', letter: 'T' },
  { key: 'noSizeLimit', letter: 'Z' },
  /** Needs no TLS where WantTLS asks for it. */
  { key: 'noTlsNeeded', letter: 'S' },
] as const

export type SmtpPermission = (typeof SMTP_PERMISSIONS)[number]['key']
export const SMTP_PERMISSION_KEYS: readonly SmtpPermission[] = SMTP_PERMISSIONS.map(({ key }) => key)

export type SmtpPermissions = Readonly<Record<SmtpPermission, boolean>>

/** What is remarkable about a list of letters. A closed list: pages translate it. */
export const PERMISSION_MARKS = [
  /** `mr`: only capitals count. */
  'lower-case-letters',
  'unknown-letters',
  'no-permissions',
] as const

export type PermissionMark = (typeof PERMISSION_MARKS)[number]

export interface PermissionReading {
  readonly permissions: SmtpPermissions
  /** Characters that mean nothing, each once. */
  readonly unknownLetters: string
  readonly marks: readonly PermissionMark[]
}

export function readPermissions(letters: string): PermissionReading {
  const has = (letter: string) => letters.includes(letter)
  const permissions: SmtpPermissions = {
    mail: has('M'),
    relay: has('R'),
    vrfy: has('V'),
    etrn: has('T'),
    noSizeLimit: has('Z'),
    noTlsNeeded: has('S'),
  }
  const unknown = [...new Set(letters)].filter((char) => !/[MRVTZS]/.test(char))
  const marks: PermissionMark[] = []
  if (unknown.some((char) => /[mrvtzs]/.test(char))) marks.push('lower-case-letters')
  if (unknown.some((char) => !/[mrvtzs]/.test(char))) marks.push('unknown-letters')
  if (SMTP_PERMISSION_KEYS.every((key) => !permissions[key])) marks.push('no-permissions')
  return { permissions, unknownLetters: unknown.join(''), marks }
}

/** The letters that grant exactly `wanted`: `letters` itself if it does, else the known ones in order and the unknown kept. */
export function writePermissions(letters: string, wanted: readonly SmtpPermission[]): string {
  const { permissions, unknownLetters } = readPermissions(letters)
  if (SMTP_PERMISSION_KEYS.every((key) => permissions[key] === wanted.includes(key))) return letters
  const known = SMTP_PERMISSIONS.filter(({ key }) => wanted.includes(key)).map(({ letter }) => letter)
  // A capital that was written small is not kept beside its switch.
  return known.join('') + unknownLetters.replace(/[mrvtzs]/g, '')
}
