import { err, ok, type Result } from '@/lib/errors'
import { quote } from '@/lib/xmail/tab/lex'
import { COMMAND_LINE_BYTES, LOGIN_LINE_BYTES } from './limits'

/** How a client proves who it is. `digest`: MD5 of the greeting's timestamp, `<` and `>` included, and the password. */
export type LoginSecret = { readonly password: string } | { readonly digest: string }

/**
 * One command line with its CR LF: each word in quotes, joined by TABs. Whatever would not arrive as it was meant is
 * refused: an argument with a line break would run its second half as another command.
 * Errors: FIELD_HAS_TAB, FIELD_HAS_LINE_BREAK, FIELD_HAS_NUL, FIELD_ENDS_WITH_BACKSLASH, FIELD_NOT_ENCODABLE (not
 * 7-bit: the server would close), LINE_TOO_LONG_FOR_CTRL.
 */
export function encodeCommand(verb: string, args: readonly string[]): Result<string> {
  return encodeLine([verb, ...args], COMMAND_LINE_BYTES)
}

/**
 * The login line with its CR LF (semantics.md 8.2). Errors as encodeCommand, in field `user` or `password`, and
 * INPUT_INVALID for a digest that is none and for a clear password that begins with `#`, which XMail takes for a digest.
 */
export function encodeLogin(user: string, secret: LoginSecret): Result<string> {
  const token = secretToken(secret)
  if (!token.ok) return token
  for (const [field, value] of [
    ['user', user],
    ['password', token.value],
  ] as const) {
    const checked = checkArgument(value)
    if (!checked.ok) return err(checked.error.code, undefined, field)
  }
  return encodeLine([user, token.value], LOGIN_LINE_BYTES)
}

function secretToken(secret: LoginSecret): Result<string> {
  if ('digest' in secret) {
    return /^[0-9a-f]{32}$/i.test(secret.digest)
      ? ok(`#${secret.digest}`)
      : err('INPUT_INVALID', undefined, 'password')
  }
  return secret.password.startsWith('#') ? err('INPUT_INVALID', undefined, 'password') : ok(secret.password)
}

function encodeLine(words: readonly string[], limit: number): Result<string> {
  for (const word of words) {
    const checked = checkArgument(word)
    if (!checked.ok) return checked
  }
  const line = words.map(quote).join('\t')
  return line.length > limit ? err('LINE_TOO_LONG_FOR_CTRL', { line: 1, limit }) : ok(`${line}\r\n`)
}

function checkArgument(value: string): Result<string> {
  if (value.includes('\t')) return err('FIELD_HAS_TAB')
  if (/[\r\n]/.test(value)) return err('FIELD_HAS_LINE_BREAK')
  if (value.includes('\0')) return err('FIELD_HAS_NUL')
  if (/[^\x00-\x7f]/.test(value)) return err('FIELD_NOT_ENCODABLE')
  if (value.endsWith('\\')) return err('FIELD_ENDS_WITH_BACKSLASH')
  return ok(value)
}
