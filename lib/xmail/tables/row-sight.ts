import type { RowSight } from './locate-rows'
import { readDisabled } from './read-disabled'
import { shownContent } from './shown-content'
import type { TableForm } from './table-form'

/** How edits find the rows of a table again: the lines that XMail reads, and those that are switched off. */
export function sightOf(form: TableForm): RowSight {
  return {
    isRow: ({ kind, content }) =>
      kind === 'data' || kind === 'split' || (kind === 'comment' && readDisabled(content, form) !== null),
    contentOf: (line) => shownContent(line, form),
  }
}
