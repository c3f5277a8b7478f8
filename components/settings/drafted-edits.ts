import { readTokens } from '@/lib/xmail/tab'
import type { Edit } from '@/lib/xmail/tables'

/** The places in a draft of the edits of one variable, in the draft's order. */
export function findDraftedEdits(edits: readonly Edit[], path: string, name: string): number[] {
  return edits.flatMap((edit, i) => (edit.path === path && namesOf(edit).includes(name) ? [i] : []))
}

/** The variables that an edit is about; of a row, by what stood in its line, commented out or not. */
export function namesOf(edit: Edit): string[] {
  if (edit.table !== 'variables') return []
  switch (edit.op) {
    case 'set':
    case 'unset':
      return [edit.name]
    case 'enable':
    case 'note':
      return [nameIn(edit.row.was)]
    case 'remove':
      return edit.rows.map(({ was }) => nameIn(was))
  }
}

function nameIn(content: string): string {
  return readTokens(content.replace(/^#\s*/, ''))[0] ?? ''
}
