import type { ShownFileDiff } from '@/components/diff/shown-diff'
import type { ActionResult, Fault } from '@/lib/errors'
import type { ShownRevision } from '../shown-revision'

/** Rows that are others than the change left them. Lines as text, passwords hidden; null: no such file. */
export interface ShownConflict {
  readonly line: number
  readonly before: readonly string[] | null
  readonly made: readonly string[] | null
  readonly now: readonly string[] | null
}

/** What becomes of one file. */
export interface ShownUndoneFile {
  readonly path: string
  readonly fault: Fault | null
  readonly may: boolean
  readonly digest: string | null
  readonly conflicts: readonly ShownConflict[]
  readonly secret: 'none' | 'columns' | 'whole'
  readonly diff: ShownFileDiff | null
  readonly changedOutside: boolean
  readonly drafted: boolean
}

/** `undo`: the change is taken back. `restore`: the files become what they were after it. */
export interface ShownUndo {
  readonly goal: 'undo' | 'restore'
  readonly revision: ShownRevision
  readonly files: readonly ShownUndoneFile[]
  readonly mayEdit: boolean
}

export type UndoChoice = 'leave' | 'before'

export interface UndoInput {
  seen: Record<string, string | null>
  choices: Record<string, UndoChoice[]>
}

export type StageUndo = (input: UndoInput) => Promise<ActionResult<null>>
