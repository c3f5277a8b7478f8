import type { ActionResult } from '@/lib/errors'
import type { Edit } from '@/lib/xmail/tables'

/** One's own draft, and what changes it. */
export interface DraftProps {
  edits: readonly Edit[]
  draftVersion: number
  stage: (edit: Edit) => Promise<ActionResult<null>>
  discard: (input: { version: number; edit: number; network?: string }) => Promise<ActionResult<null>>
}
