import { fileAddress } from '@/components/files/file-address'
import { formPageOf } from '@/components/files/form-pages'
import type { ShownStep } from '@/lib/xmail/simulator'

/** The page that shows what a check went by: the form of the file, the variable itself, or the file as text. */
export function stepAddress(base: string, { file, detail }: Pick<ShownStep, 'file' | 'detail'>): string {
  if (file === null) return base
  if (file === 'server.tab' && typeof detail.variable === 'string')
    return `${base}/settings?q=${encodeURIComponent(detail.variable)}`
  const form = formPageOf(file)
  return form === null ? fileAddress(base, file) : `${base}/${form}`
}
