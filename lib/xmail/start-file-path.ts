import { z } from 'zod'

/** The absolute path of the one file outside MAIL_ROOT that an administrator may name. '' is none, and becomes null. */
export const startFileFieldSchema = z
  .string()
  .trim()
  .max(1024)
  .refine((path) => path === '' || isStartFilePath(path))
  .transform((path) => path || null)

/** The same where a form has read it already: its null is taken as well. */
export const startFilePathSchema = startFileFieldSchema.nullable()

/** Names of printable ASCII without `..`, quotes or backslashes, as `parseMailRootPath` wants the last of them. */
function isStartFilePath(path: string): boolean {
  const [root, ...names] = path.split('/')
  const plain = /^[\x20-\x7e]+$/.test(path) && !/\.\.|["\\]/.test(path)
  return plain && root === '' && names.length > 0 && names.every((name) => name !== '' && name !== '.')
}
