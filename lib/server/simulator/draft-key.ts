import { digestOf } from '@/lib/mailroot/digest'
import type { Person } from '@/lib/people/person'
import type { Edit } from '@/lib/xmail/tables'

/** What tells one draft from another, for `withDraft`. Not its version: that of a draft begun anew counts from the start again. */
export function draftKeyOf({ id }: Pick<Person, 'id'>, edits: readonly Edit[]): string {
  return `${id} ${digestOf(new TextEncoder().encode(JSON.stringify(edits)))}`
}
