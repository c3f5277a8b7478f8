import { statementsOf } from '@/components/changes/statements'
import { compareMailRoots, isPartial, type VariableEffect } from '@/lib/xmail/effects'
import { type Document, printDocument } from '@/lib/xmail/tab'
import { readArguments } from './read-arguments'
import { type LocalFiles, readMailRoot } from './read-mail-root'
import type { Outcome } from './run-command'
import { tellStatement, tellVariable } from './tell-effects'
import { tell } from './words'

/** `mailroot diff DIR1 DIR2`. */
export async function diffMailRoots(args: readonly string[]): Promise<Outcome> {
  const read = readArguments(args, {}, 2)
  if (!read.ok) return read
  const [from = '', to = ''] = read.folders
  const before = await readMailRoot(from)
  if (!before.ok) return before
  const after = await readMailRoot(to)
  if (!after.ok) return after
  const effects = compareMailRoots(before.value, after.value)
  const changed = changedFiles(before.value, after.value)
  const said = [
    ...statementsOf(effects).map(tellStatement),
    ...effects.variables.map((variable: VariableEffect) => tellVariable(variable)),
  ]
  const text = [
    ...(said.length > 0 ? said : [tell('effects.nothing')]),
    ...(isPartial(effects) ? [tell('effects.dependsOnDns')] : []),
    '',
    changed.length === 0 ? 'No file differs.' : `Files that differ: ${changed.join(', ')}`,
  ].join('\n')
  return {
    ok: true,
    asJson: read.asJson,
    value: { text, json: { files: changed, effects }, found: changed.length > 0 },
  }
}

/** Of server.key it is known only whether it is there. */
function changedFiles(before: LocalFiles, after: LocalFiles): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  return paths.filter((path) => !isSame(before.get(path) ?? null, after.get(path) ?? null))
}

function isSame(a: Document | null, b: Document | null): boolean {
  if (a === null || b === null) return a === b
  return Buffer.compare(printDocument(a), printDocument(b)) === 0
}
