import type { Edit } from '@/lib/xmail/tables'
import type { Words } from './words'

/** Of a key only its kind. `day` writes a time as a day. */
export function certificateWords(
  t: Words,
  edit: Extract<Edit, { table: 'certificate' }>,
  day: (ms: number) => string,
): string {
  const file = edit.path
  if (edit.op === 'trust') {
    const [first, ...others] = edit.certificates
    return t('certificateTrust', { file, name: first?.subject ?? '', count: others.length })
  }
  if (edit.op === 'distrust') return t('certificateDistrust', { file, name: edit.subject })
  if (edit.op === 'remove-file') return t('certificateRemoveFile', { file })
  if (edit.op === 'restore')
    return t(file.startsWith('certs/') ? 'certificateRename' : 'certificateRestore', { file })
  const { about } = edit
  if (!about) return t('other', { file })
  if (file.startsWith('certs/')) return t('certificateTrust', { file, name: about.names[0] ?? '', count: 0 })
  if (edit.path === 'server.key') return t('certificateKey', { file, kind: about.key })
  const [name = '', ...others] = about.names
  return t('certificateInstall', { file, name, count: others.length, until: day(about.validTo) })
}
