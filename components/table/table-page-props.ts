import type { ActionResult, Fault } from '@/lib/errors'
import type { Edit, MayConfirm } from '@/lib/xmail/tables'
import type { ComparedRow } from '@/lib/xmail/tables/draft-rows'

/** What the page of any table gets, besides words. */
interface CommonProps {
  readonly present: boolean
  readonly notEditable: Fault | null
  readonly draftVersion: number
  readonly takenAt: number
  readonly mayEdit: boolean
  /** Edit what gives the whole server to whoever writes it. */
  readonly mayControl: boolean
  readonly stage: (edit: Edit) => Promise<ActionResult<null>>
  readonly discard: (input: { version: number; edit: number }) => Promise<ActionResult<null>>
}

/** Of one file without secrets. */
export interface TablePageProps extends CommonProps {
  /** The file as a byte string; '' where there is none. */
  readonly text: string
  readonly edits: readonly Edit[]
  readonly mayConfirm: MayConfirm
}

/** Of a table with passwords, which the server has read. */
export interface SecretTableProps<Row> extends CommonProps {
  readonly rows: readonly ComparedRow<Row>[]
  /** The trouble of an edit of the draft that no longer fits. */
  readonly stale: Fault | null
}
