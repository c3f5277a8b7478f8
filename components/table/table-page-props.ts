import type { ActionResult, Fault } from '@/lib/errors'
import type { Edit, MayConfirm } from '@/lib/xmail/tables'

/** What the page of one file without secrets gets, besides words. */
export interface TablePageProps {
  /** The file as a byte string; '' where there is none. */
  readonly text: string
  readonly present: boolean
  readonly notEditable: Fault | null
  readonly edits: readonly Edit[]
  readonly draftVersion: number
  readonly takenAt: number
  readonly mayEdit: boolean
  readonly mayControl: boolean
  readonly mayConfirm: MayConfirm
  readonly stage: (edit: Edit) => Promise<ActionResult<null>>
  readonly discard: (input: { version: number; edit: number }) => Promise<ActionResult<null>>
}
