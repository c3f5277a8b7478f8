import type { Document } from '@/lib/xmail/tab'
import {
  explainLine,
  type FoundRow,
  findRows,
  type LineReason,
  type ListRow,
} from '@/lib/xmail/tables/list-row'
import type { TableForm } from '@/lib/xmail/tables/table-form'
import type { VariableDefinition, VariableScope } from './definition'
import { findDefinition, findSpelling, VARIABLES } from './definitions'
import { type EffectiveValue, explainValue, readValue, type ValueMark } from './read-value'

/** Why XMail ignores a line. A closed list: pages translate it. */
export const VARIABLE_REASONS = [
  /** An earlier line has the name; the first counts. */
  'duplicate',
  /** user.tab: a line counts only with exactly two fields. */
  'too-many-fields',
] as const
export type VariableReason = (typeof VARIABLE_REASONS)[number] | LineReason

/** What is remarkable about a name. A closed list: pages translate it. */
export const VARIABLE_MARKS = [
  /** XMail 1.27 reads no variable of this name. */
  'unknown-variable',
  /** A variable's name with other capitals, which is another name. */
  'misspelt-variable',
  /** The line is longer than XMail's buffer and is read in pieces; this row is one of them. */
  'split-line',
] as const
export type VariableMark = (typeof VARIABLE_MARKS)[number] | ValueMark

/** A line of server.tab or user.tab. `disabled`: a variable that is commented out. */
export interface VariableRow extends ListRow {
  readonly reason?: VariableReason
  /** Byte strings, as XMail reads them; of a dead line what they would be. */
  readonly name: string
  readonly value: string
  /** Null: XMail reads no such variable. */
  readonly definition: VariableDefinition | null
  /** What the value comes to where it counts; null where nothing is known of the variable. */
  readonly effective: EffectiveValue | null
  readonly marks: readonly VariableMark[]
  /** Fields behind the value, as byte strings. */
  readonly extra: readonly string[]
}

export const VARIABLE_FORMS: Readonly<Record<VariableScope, TableForm>> = {
  server: formOf('server', (count) => count >= 2),
  user: formOf('user', (count) => count === 2),
}

function formOf(scope: VariableScope, isEnough: (fields: number) => boolean): TableForm {
  return {
    isLive: (tokens) => isEnough(tokens.length),
    isSurelyRow: ([name = '']) => findDefinition(name, scope) !== undefined,
    commentIfEmpty: 'no variables',
  }
}

/** All lines in the file's order, dead and commented-out ones included. */
export function readVariables(doc: Document, scope: VariableScope = 'server'): VariableRow[] {
  const taken = new Set<string>()
  return Array.from(findRows(doc, VARIABLE_FORMS[scope]), (found) => {
    const [name = ''] = found.tokens
    const row = readVariableRow(found, scope, taken.has(name))
    if (row.state === 'live') taken.add(name)
    return row
  })
}

function readVariableRow(found: FoundRow, scope: VariableScope, isTaken: boolean): VariableRow {
  const { line, was, note, disabled, split, tokens } = found
  const [name = '', value = '', ...extra] = tokens
  const reason = disabled ? null : explainRow(found, scope, isTaken)
  const definition = findDefinition(name, scope) ?? null
  const marks: VariableMark[] = definition ? explainValue(definition, value) : [explainName(name, scope)]
  const row: VariableRow = {
    line,
    was,
    note,
    state: disabled ? 'disabled' : reason ? 'dead' : 'live',
    name,
    value,
    definition,
    effective: definition && !reason ? readValue(definition, value) : null,
    marks: reason ? [] : split ? [...marks, 'split-line'] : marks,
    extra,
  }
  return reason ? { ...row, reason } : row
}

function explainRow(found: FoundRow, scope: VariableScope, isTaken: boolean): VariableReason | null {
  const reason = explainLine(found, 2)
  // `#`, `;` and blanks in front make a name that nobody reads, whatever follows.
  if (reason) return reason
  if (scope === 'user' && found.tokens.length > 2) return 'too-many-fields'
  return isTaken ? 'duplicate' : null
}

function explainName(name: string, scope: VariableScope): VariableMark {
  return findSpelling(name, scope) ? 'misspelt-variable' : 'unknown-variable'
}

/** A variable with all lines that are about it. */
export interface VariableSetting {
  readonly definition: VariableDefinition
  /** The line that counts; null: the default does. */
  readonly set: VariableRow | null
  readonly commented: readonly VariableRow[]
  readonly duplicates: readonly VariableRow[]
  readonly effective: EffectiveValue
}

/** Every variable of a scope, set or not, in the order of VARIABLES; behind them those of single sockets. */
export function settingsOf(rows: readonly VariableRow[], scope: VariableScope = 'server'): VariableSetting[] {
  const definitions = new Map(VARIABLES.flatMap((each) => (each.scope === scope ? [[each.name, each]] : [])))
  for (const { name, definition } of rows)
    if (definition && !definitions.has(name)) definitions.set(name, definition)
  const byName = new Map<string, VariableRow[]>()
  for (const row of rows) byName.set(row.name, [...(byName.get(row.name) ?? []), row])
  return [...definitions.values()].map((definition) => {
    const own = byName.get(definition.name) ?? []
    const set = own.find(({ state }) => state === 'live') ?? null
    return {
      definition,
      set,
      commented: own.filter(({ state }) => state === 'disabled'),
      duplicates: own.filter(({ reason }) => reason === 'duplicate'),
      effective: readValue(definition, set?.value ?? null),
    }
  })
}
