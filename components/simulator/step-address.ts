import { placeAddress } from '@/components/files/place-address'
import type { ShownStep } from '@/lib/xmail/simulator'

/** The page that shows what a check went by, at the line that decided. `inDraft`: of the files as the draft has them. */
export function stepAddress(
  base: string,
  { file, line, detail }: Pick<ShownStep, 'file' | 'line' | 'detail'>,
  inDraft = false,
): string {
  if (file === null) return base
  return placeAddress(base, { file, line, variable: detail.variable, inDraft })
}
