import { type Fault, fault } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { applyEdit } from '@/lib/xmail/tables'
import { isVariableName, VARIABLE_CONFIRMATIONS, type VariableRow } from '@/lib/xmail/variables'
import type { VariablesTable } from './use-variables'

export interface OddRequest {
  readonly name: string
  readonly value: string
  /** A name that a line has already is refused: its value would be lost. */
  readonly isNew: boolean
}

type Drafted = Pick<VariablesTable, 'drafted' | 'draftedRows'>

/**
 * Why a file does not take a variable by any name, in field `name` or `value`; null: it does. What has to be confirmed
 * is asked later. Errors: VARIABLE_ALREADY_SET {name, line}, those of `applyVariableEdit`.
 */
export function findOddFault(
  { drafted, draftedRows }: Drafted,
  path: string,
  { isNew, ...request }: OddRequest,
): Fault | null {
  const known = draftedRows.find(({ name, state }) => state === 'live' && name === request.name)
  if (isNew && known) return fault('VARIABLE_ALREADY_SET', { name: known.name, line: known.line + 1 }, 'name')
  const place = { table: 'variables', path: mailRootPath(path), op: 'set' } as const
  const tried = applyEdit(drafted, { ...place, ...request, confirmed: [...VARIABLE_CONFIRMATIONS] })
  return tried.ok ? null : { field: 'value', ...tried.error }
}

/** Whether a line that counts, of a name that XMail does not know, can have another value: not one read in pieces. */
export function canChangeOdd({ state, name, marks }: VariableRow): boolean {
  const isUnknown = state === 'live' && marks.includes('unknown-variable')
  return isUnknown && !marks.includes('split-line') && isVariableName(name)
}
