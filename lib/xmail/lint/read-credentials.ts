import { decodePassword } from '@/lib/xmail/password'
import type { MailRootPath } from '@/lib/xmail/path'
import { type Document, readTokens } from '@/lib/xmail/tab'
import { type CtrlaccountsRow, readCtrlaccounts, readSmtpauth, type SmtpauthRow } from '@/lib/xmail/tables'
import type { MailRoot } from './mail-root'
import { ADMINISTRATORS, SMTP_ACCOUNTS } from './paths'

/** An account that can sign in, with its password: for looking at, never for passing on. */
export interface Credential {
  readonly path: MailRootPath
  readonly line: number
  readonly user: string
  readonly password: string
}

/** The live accounts of smtpauth.tab and ctrlaccounts.tab whose fields can be told apart. */
export function readCredentials(root: MailRoot): Credential[] {
  return [
    ...credentialsOf(root, SMTP_ACCOUNTS, readSmtpauth, (text) => text),
    ...credentialsOf(root, ADMINISTRATORS, readCtrlaccounts, (hex) => decodePassword(hex).password),
  ]
}

function credentialsOf(
  root: MailRoot,
  path: MailRootPath,
  read: (doc: Document) => readonly (SmtpauthRow | CtrlaccountsRow)[],
  decode: (field: string) => string,
): Credential[] {
  const doc = root.file(path)
  return (root.read(path, read) ?? []).flatMap(({ state, line, user }) => {
    const source = doc?.lines[line]
    if (state !== 'live' || user === null || source?.kind !== 'data') return []
    const [, field] = readTokens(source.content)
    if (field === undefined || source.content.includes('\0')) return []
    return [{ path, line, user, password: decode(field) }]
  })
}
