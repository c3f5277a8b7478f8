import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import { type MailRootPath, parseMailRootPath } from './path'

/** More than any start file needs; XMail itself cuts paths here (semantics.md 8.4). */
const MAX_PATH_BYTES = 255

/** The absolute path of the one file outside MAIL_ROOT that an administrator may name. '' is none, and becomes null. */
export const startFileFieldSchema = z
  .string()
  .trim()
  .refine((path) => path === '' || isStartFilePath(path))
  .transform((path) => path || null)

/** The same where a form has read it already: its null is taken as well. */
export const startFilePathSchema = startFileFieldSchema.nullable()

/**
 * Whether a path is one that a start file can have: absolute, of names of printable ASCII without `..`, quotes or
 * backslashes. That none below MAIL_ROOT begins with a slash (`parseMailRootPath`) is what keeps the two apart: a start
 * file has its own name in drafts, Reviews and Revisions, and whoever asks for a file of the MailRoot cannot ask for it.
 */
export function isStartFilePath(path: string): boolean {
  if (!path.startsWith('/') || path.length > MAX_PATH_BYTES) return false
  const names = path.split('/').slice(1)
  const plain = /^[\x20-\x7e]+$/.test(path) && !/\.\.|["\\]/.test(path)
  return plain && names.every((name) => name !== '' && name !== '.')
}

/** A start file as an Edit and a store call it. Which one a server has, only its store knows. Error: PATH_INVALID. */
export function parseStartFilePath(text: string): Result<MailRootPath> {
  return isStartFilePath(text) ? ok(text as MailRootPath) : err('PATH_INVALID', { path: text.slice(0, 80) })
}

/** The path of a file that was changed once: below MAIL_ROOT, or a start file's. Error: PATH_INVALID. */
export function parseChangedPath(text: string): Result<MailRootPath> {
  return text.startsWith('/') ? parseStartFilePath(text) : parseMailRootPath(text)
}
