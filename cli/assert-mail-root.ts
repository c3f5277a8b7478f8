import { tellSentence } from '@/components/assertions/tell-sentence'
import { type AssertionState, checkAssertion, type FiledAssertion } from '@/lib/xmail/assertions'
import { compilePolicy, mailRootFiles } from '@/lib/xmail/policy'
import { readArguments, usage } from './read-arguments'
import { readAssertions } from './read-assertions'
import { readMailRoot } from './read-mail-root'
import type { Outcome } from './run-command'
import { tellState } from './tell-state'
import { tell } from './words'

/** `mailroot assert DIR --assertions FILE.json`. */
export async function assertMailRoot(args: readonly string[]): Promise<Outcome> {
  const read = readArguments(args, { assertions: 'string' }, 1)
  if (!read.ok) return read
  const name = read.values.get('assertions')
  if (name === undefined) return usage('--assertions is needed')
  const sentences = await readAssertions(name)
  if (!sentences.ok) return sentences
  const files = await readMailRoot(read.folders[0] ?? '')
  if (!files.ok) return files
  const policy = compilePolicy(mailRootFiles(files.value, null))
  const checked = sentences.value.map((filed) => ({ filed, state: checkAssertion(policy, filed.assertion) }))
  const json = {
    file: name,
    assertions: checked.map(({ filed, state }) => ({ ...filed, sentence: sentenceOf(filed), state })),
  }
  const paragraphs = checked.map(({ filed, state }) =>
    [
      `${name}:${filed.line}: ${RESULTS[state.kind]}: ${sentenceOf(filed)}`,
      ...(filed.note === '' ? [] : [`    ${filed.note}`]),
      ...tellState(state).map((line) => `    ${line}`),
    ].join('\n'),
  )
  const text = [...paragraphs, countStates(checked.map(({ state }) => state))].join('\n')
  const found = checked.some(({ state }) => state.kind !== 'holds')
  return { ok: true, asJson: read.asJson, value: { text, json, found } }
}

const RESULTS = { holds: 'held', broken: 'not held', unknown: 'cannot be told' } as const

function sentenceOf({ assertion }: FiledAssertion): string {
  const { key, values } = tellSentence(assertion, (names) => names.join(', '))
  return tell(`assertions.sentence.${key}`, values)
}

function countStates(states: readonly AssertionState[]): string {
  const count = (kind: AssertionState['kind']) => states.filter((state) => state.kind === kind).length
  return `${count('holds')} held, ${count('broken')} not held, ${count('unknown')} cannot be told`
}
