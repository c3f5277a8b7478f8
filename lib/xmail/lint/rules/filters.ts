import { mailRootPath } from '@/lib/xmail/path'
import { dataChunks } from '@/lib/xmail/tables'
import type { MailRoot } from '../mail-root'
import type { Rule, Trouble } from '../rule'
import { textOf } from '../text-of'

const FILES = [mailRootPath('filters.in.tab'), mailRootPath('filters.out.tab')]
const ADDRESS_FIELDS = [2, 3]

/** filters.in.tab and filters.out.tab (semantics.md 12.1). */
export const FILTER_RULES: readonly Rule[] = [
  {
    id: 'filter-never-runs',
    severity: 'warning',
    evidence: '12.1',
    find: findFilters,
  },
]

/** Both addresses must have a prefix length; a bare one, or a netmask, fits nobody. */
function* findFilters(root: MailRoot): Generator<Trouble> {
  for (const path of FILES) {
    const doc = root.file(path)
    for (const { line, tokens } of doc ? dataChunks(doc) : []) {
      const bad = ADDRESS_FIELDS.map((at) => tokens[at] ?? '').find((text) => !text.includes('/'))
      if (tokens.length >= 5 && bad === undefined) continue
      yield {
        path,
        line,
        details: { address: tokens.length < 5 ? '' : textOf(doc, bad ?? ''), fields: tokens.length },
      }
    }
  }
}
