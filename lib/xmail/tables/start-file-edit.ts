import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import { readStartFile } from '@/lib/xmail/start-file'
import { isStartFilePath } from '@/lib/xmail/start-file-path'
import type { Document } from '@/lib/xmail/tab'
import { makeLine } from '@/lib/xmail/tab/line'

/**
 * A change of the file that starts XMail, by its absolute path: `off` puts `-F-` in front of the options, `on` takes it
 * out. What else the file says is not to be changed from here.
 */
export const startFileEditSchema = z.object({
  table: z.literal('start-file'),
  path: z.custom<MailRootPath>(
    (value) => typeof value === 'string' && isStartFilePath(value),
    'no path of a start file',
  ),
  op: z.literal('switch-finger'),
  to: z.enum(['on', 'off']),
})

export type StartFileEdit = z.infer<typeof startFileEditSchema>

/**
 * Changes the one line that sets the options. Errors: NOTHING_TO_CHANGE; START_FILE_UNCLEAR {path}: no line does, several
 * do, or it is written in a way that cannot be changed safely.
 */
export function applyStartFileEdit(doc: Document, { path, to }: StartFileEdit): Result<Document> {
  const reading = readStartFile(doc.lines.map(({ raw }) => raw).join(''))
  if (!('other' in reading)) return err('START_FILE_UNCLEAR', { path })
  if (reading.kind === to) return err('NOTHING_TO_CHANGE')
  const end = doc.lines[reading.line]?.raw.endsWith('\n') ? '\n' : ''
  return ok({ ...doc, lines: doc.lines.with(reading.line, makeLine(reading.other + end, doc.format)) })
}
