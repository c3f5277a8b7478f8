import { printAim } from '@/components/table/line-aim'
import { fileAddress } from './file-address'
import { formPageOf } from './form-pages'

/** Something in a file that a page can show. */
export interface FilePlace {
  readonly file: string
  /** From 0; null: the file as a whole. */
  readonly line: number | null
  /** A variable of server.tab. */
  readonly variable?: unknown
  /** The line is that of the file as the draft has it. */
  readonly inDraft?: boolean
}

/** The page that shows a place, at its row: the variable itself, the form of the file, or the file as text. */
export function placeAddress(base: string, { file, line, variable, inDraft = false }: FilePlace): string {
  const isSetting = file === 'server.tab'
  if (isSetting && typeof variable === 'string') return `${base}/settings?q=${encodeURIComponent(variable)}`
  const form = formPageOf(file)
  // The page of all settings has no rows: there a line is only found in the text.
  const page = form === null || (isSetting && line !== null) ? fileAddress(base, file) : `${base}/${form}`
  return line === null ? page : `${page}${printAim({ file, line, inDraft })}`
}
