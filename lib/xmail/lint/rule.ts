import type { MailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import type { FindingDetails, Severity } from './finding'
import type { MailRoot } from './mail-root'

/** One thing that can be wrong with a MailRoot. */
export interface Rule {
  /** Stable: words, stored findings and scripts go by it. */
  readonly id: string
  readonly severity: Severity
  /** A section of semantics.md. */
  readonly evidence: string
  find(root: MailRoot): Iterable<Trouble>
}

/** Where a rule has found something. */
export interface Trouble {
  readonly path: MailRootPath
  /** Index of the line in the Document, from 0; null: the file as a whole. */
  readonly line: number | null
  readonly details?: FindingDetails
  readonly fix?: Edit | null | undefined
}
