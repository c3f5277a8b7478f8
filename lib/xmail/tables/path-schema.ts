import { z } from 'zod'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'

/** A checked path that belongs to a table. */
export function mailRootPathSchema(belongs: (path: string) => boolean) {
  return z.custom<MailRootPath>(
    (value) => typeof value === 'string' && parseMailRootPath(value).ok && belongs(value),
    'not a file of this table',
  )
}
