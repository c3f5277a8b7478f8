import { err, ok, type Result } from '@/lib/errors'

declare const brand: unique symbol

/**
 * A path below MAIL_ROOT, with `/` between its parts, checked by `parseMailRootPath`. In an Edit and what comes of it also
 * the absolute path of a start file (`start-file-path.ts`), which no other entrance takes.
 */
export type MailRootPath = string & { readonly [brand]: 'MailRootPath' }

/** XMail cuts a full path at 255 bytes and writes to the cut name (semantics.md 8.4); 200 leaves room for MAIL_ROOT. */
const MAX_PATH_BYTES = 200

/**
 * Checks a path before it reaches any store: no `..` anywhere, no backslash, no leading, trailing or doubled slash, no
 * quotes or bytes that a CTRL command line cannot carry, at most 200 bytes. Error: PATH_INVALID.
 */
export function parseMailRootPath(text: string): Result<MailRootPath> {
  const bad =
    text === '' ||
    text.length > MAX_PATH_BYTES ||
    text.includes('..') ||
    text.split('/').some((part) => part === '' || part === '.') ||
    !/^[\x20-\x7e]*$/.test(text) ||
    /[\\"]/.test(text) ||
    text !== text.trim()
  return bad ? err('PATH_INVALID', { path: text.slice(0, 80) }) : ok(text as MailRootPath)
}

/** A path written in this project's own code; a wrong one is a bug and throws. */
export function mailRootPath(text: string): MailRootPath {
  const result = parseMailRootPath(text)
  if (!result.ok) throw new Error(`not a MailRoot path: ${text}`)
  return result.value
}

/**
 * The plainest name of the file that a path means on a server that may run on Windows: there either case names the same
 * file, dots and blanks at the end of a name are nothing, and what follows a colon is a part of that file.
 */
export function plainestPath(path: MailRootPath): MailRootPath {
  const parts = path.toLowerCase().split('/')
  const names = parts.map((part) => part.replace(/:.*/, '').replace(/[. ]+$/, ''))
  return names.filter((name) => name !== '').join('/') as MailRootPath
}
