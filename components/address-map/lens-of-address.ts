import { LENSES, type Lens } from '@/lib/xmail/address-map'

/** The lens that an address of the page names; any other text means the first one. */
export function lensOfAddress(text: unknown): Lens {
  return LENSES.find((lens) => lens === text) ?? 'client'
}
