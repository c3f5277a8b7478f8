import { z } from 'zod'

/**
 * The absolute path of the one file outside MAIL_ROOT that an administrator may name. '' is none, and becomes null, which
 * is taken as well: what the form has checked is checked once more.
 */
export const startFilePathSchema = z
  .string()
  .trim()
  .max(1024)
  .refine((path) => path === '' || isStartFilePath(path))
  .nullable()
  .transform((path) => path || null)

/** Names of printable ASCII without `..`, quotes or backslashes, as `parseMailRootPath` wants the last of them. */
function isStartFilePath(path: string): boolean {
  const [root, ...names] = path.split('/')
  const plain = /^[\x20-\x7e]+$/.test(path) && !/\.\.|["\\]/.test(path)
  return plain && root === '' && names.length > 0 && names.every((name) => name !== '' && name !== '.')
}
