import type { DraftRow } from '@/lib/xmail/tables/draft-rows'

/** A line of a file that a link leads to. */
export interface LineAim {
  readonly file: string
  /** From 0. */
  readonly line: number
  /** The line of the file as the draft has it, not as it is on the server. */
  readonly inDraft: boolean
}

/** The end of an address, with its `#`: behind it a page finds the line, and a server never sees it. */
export function printAim({ file, line, inDraft }: LineAim): string {
  const parts = new URLSearchParams({ file, line: String(line + 1) })
  if (inDraft) parts.set('in', 'draft')
  return `#${parts}`
}

/** Null: the address leads to no line. */
export function readAim(hash: string): LineAim | null {
  const parts = new URLSearchParams(hash.slice(1))
  const file = parts.get('file')
  const line = parts.get('line') ?? ''
  if (!file || !/^[1-9][0-9]{0,8}$/.test(line)) return null
  return { file, line: Number(line) - 1, inDraft: parts.get('in') === 'draft' }
}

export function isAimedAt(
  { row, change, liveLine }: Pick<DraftRow<{ readonly line: number }>, 'row' | 'change' | 'liveLine'>,
  { line, inDraft }: LineAim,
): boolean {
  return inDraft ? change !== 'removed' && row.line === line : liveLine === line
}
