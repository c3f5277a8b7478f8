import type { WrongEntry } from '@/lib/xmail/assertions'

/** The key of what is wrong with an entry in messages/…/assertions.json below `wrong`, and what is put into it. */
export function tellWrongEntry({ reason, field, allowed }: WrongEntry) {
  return { key: reason, values: { field: field || 'none', allowed: allowed.join(', ') } }
}
