import { createHash } from 'node:crypto'
import { decodePassword, encodePassword } from '@/lib/xmail/password'
import { fromByteString, parseDocument, readChunks } from '@/lib/xmail/tab'
import { quote } from '@/lib/xmail/tab/lex'
import type { MailRoot } from './mail-root'
import { XMAIL } from './verbs'
import { sameName } from './verbs/names'

const ACCOUNTS = 'ctrlaccounts.tab'

/** This file knows no comments: a line that begins with `#` is an account (semantics.md 7.2). */
const FORMAT = { lineLimit: 510, comments: false }

/** 0 where the password, or `#` and its digest over the timestamp, is right; else XMail's error number. */
export async function checkSignIn(
  root: MailRoot,
  user: string,
  secret: string,
  timestamp: string,
): Promise<number> {
  const text = await root.readText(ACCOUNTS)
  if (text === null) return XMAIL.CTRL_ACCOUNTS_FILE_NOT_FOUND
  const password = passwordOf(text, user)
  if (password === null) return XMAIL.BAD_CTRL_LOGIN
  const isRight = secret.startsWith('#')
    ? secret.slice(1).toLowerCase() === signInDigest(timestamp, password)
    : secret === password
  return isRight ? 0 : XMAIL.BAD_CTRL_LOGIN
}

/** Lower-case hex MD5 of the timestamp, its angle brackets included, and the clear password. */
export function signInDigest(timestamp: string, password: string): string {
  return createHash('md5')
    .update(timestamp + password, 'latin1')
    .digest('hex')
}

/** Puts a line at the top of ctrlaccounts.tab, where it decides, unless the account can sign in already. */
export async function ensureAccount(
  root: MailRoot,
  account: { user: string; password: string },
): Promise<void> {
  const text = (await root.readText(ACCOUNTS)) ?? ''
  if (passwordOf(text, account.user) === account.password) return
  const line = `${quote(account.user)}\t${quote(encodePassword(account.password))}\n`
  await root.writeText(ACCOUNTS, line + text)
}

/** The first line with the name decides; what cannot be decoded is an empty password, or a part of one. */
function passwordOf(text: string, user: string): string | null {
  const document = parseDocument(fromByteString(text), FORMAT)
  for (const line of document.lines) {
    for (const { tokens } of readChunks(line, FORMAT)) {
      const [name, secret] = tokens
      if (secret !== undefined && sameName(name, user)) return decodePassword(secret).password
    }
  }
  return null
}
