import type { Edit } from '@/lib/xmail/tables'
import type { Words } from './words'

/** Of a key only its kind. `day` writes a time as a day. */
export function certificateWords(
  t: Words,
  edit: Extract<Edit, { table: 'certificate' }>,
  day: (ms: number) => string,
): string {
  const file = edit.path
  if (edit.op === 'restore') return t('certificateRestore', { file })
  const { about } = edit
  if (!about) return t('other', { file })
  if (edit.path === 'server.key') return t('certificateKey', { file, kind: about.key })
  const [name = '', ...others] = about.names
  return t('certificateInstall', { file, name, count: others.length, until: day(about.validTo) })
}
