import { findDefinition, readValue, type VariableRow } from '@/lib/xmail/variables'

/** The line by which a variable counts; null: it is not set. */
export function liveVariable(rows: readonly VariableRow[], name: string): VariableRow | null {
  return rows.find((row) => row.state === 'live' && row.name === name) ?? null
}

/** What a number or flag comes to, set or not; flags as 1 and 0. */
export function effectiveOf(rows: readonly VariableRow[], name: string): number {
  const definition = findDefinition(name)
  const effective = definition && readValue(definition, liveVariable(rows, name)?.value ?? null)
  if (effective?.kind === 'flag') return effective.on ? 1 : 0
  return effective?.kind === 'number' ? effective.number : 0
}
