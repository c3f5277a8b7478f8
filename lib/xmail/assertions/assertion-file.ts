import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import { type JsonReading, readJson } from '@/lib/xmail/json'
import {
  type Assertion,
  KINDS,
  keyOfAssertion,
  MAX_ASSERTIONS,
  type NotedAssertion,
  notedAssertionSchema,
} from './assertion'

/** `MAX_ASSERTIONS` of the longest sentences are shorter. */
export const MAX_FILE_CHARACTERS = 1_000_000

const fileSchema = z.strictObject({ assertions: z.array(z.unknown()) })

/** A sentence of a file, and the line where it begins, from 1. */
export interface FiledAssertion extends NotedAssertion {
  readonly line: number
}

/** What is wrong with an entry of a file: its first fault. Codes only: pages put them into words. */
export interface WrongEntry {
  /** The line of the value that is wrong, from 1. */
  readonly line: number
  readonly reason: 'missing' | 'unknown-field' | 'not-one-of' | 'not-understood'
  /** The value, as a path below the entry: `assertion.networks.1`. */
  readonly field: string
  /** Of `not-one-of`: what it can be. */
  readonly allowed: readonly string[]
}

export interface AssertionFile {
  /** In the order of the file. */
  readonly sentences: readonly FiledAssertion[]
  readonly wrong: readonly WrongEntry[]
}

/**
 * Reads a file of sentences as `printAssertionFile` writes it: `{"assertions": [{"assertion": {…}, "note": "…"}]}`. An entry
 * that is not understood leaves the others as they are. Errors: those of `readJson`; NOT_ASSERTIONS {line};
 * ASSERTIONS_TOO_MANY {limit}; INPUT_TOO_LARGE {limit} beyond MAX_FILE_CHARACTERS.
 */
export function readAssertionFile(text: string): Result<AssertionFile> {
  if (text.length > MAX_FILE_CHARACTERS) return err('INPUT_TOO_LARGE', { limit: MAX_FILE_CHARACTERS })
  // Editors put a mark of the byte order in front.
  const json = readJson(text.replace(/^\ufeff/, ''))
  if (!json.ok) return json
  const file = fileSchema.safeParse(json.value.value)
  if (!file.success) return err('NOT_ASSERTIONS', { line: lineOfIssue(json.value, file.error.issues[0]) })
  const entries = file.data.assertions
  if (entries.length > MAX_ASSERTIONS) return err('ASSERTIONS_TOO_MANY', { limit: MAX_ASSERTIONS })
  const sentences: FiledAssertion[] = []
  const wrong: WrongEntry[] = []
  entries.forEach((entry, place) => {
    const path = ['assertions', place]
    const read = notedAssertionSchema.safeParse(entry)
    const issue = read.error?.issues[0]
    if (read.success) sentences.push({ ...read.data, line: json.value.lineOf(path) })
    else if (issue) wrong.push(describeIssue(issue, json.value, path))
  })
  return ok({ sentences, wrong })
}

type Issue = z.core.$ZodIssue

function describeIssue(issue: Issue, json: JsonReading, path: readonly PropertyKey[]): WrongEntry {
  const at = pathOfIssue(issue)
  const line = json.lineOf([...path, ...at])
  const say = (reason: WrongEntry['reason'], allowed: readonly string[] = []) => ({
    line,
    reason,
    field: at.map(String).join('.'),
    allowed,
  })
  if (issue.code === 'unrecognized_keys') return say('unknown-field')
  // An entry that is no object, or an empty path, is not a field that is missing.
  if (at.length > 0 && !has(json.value, [...path, ...at])) return say('missing')
  if (issue.code === 'invalid_union') return say('not-one-of', KINDS)
  if (issue.code === 'invalid_value') return say('not-one-of', issue.values.map(String))
  return say('not-understood')
}

/** A field that is too much is named by its own name. */
function pathOfIssue(issue: Issue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
}

function lineOfIssue(json: JsonReading, issue: Issue | undefined): number {
  return json.lineOf(issue ? pathOfIssue(issue) : [])
}

function has(value: unknown, [name, ...rest]: readonly PropertyKey[]): boolean {
  if (name === undefined) return true
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false
  return has(Object.entries(value).find(([key]) => key === String(name))?.[1], rest)
}

/** The same sentences as a file; `readAssertionFile` gives them back. */
export function printAssertionFile(sentences: readonly NotedAssertion[]): string {
  const assertions = sentences.map(({ assertion, note }) =>
    note === '' ? { assertion } : { assertion, note },
  )
  return `${JSON.stringify({ assertions }, null, 2)}\n`
}

/** Which sentences of a file a server has not yet, and which it has; of equal ones in the file the first counts. */
export function planImport(sentences: readonly FiledAssertion[], known: readonly Assertion[]) {
  const keys = new Set(known.map(keyOfAssertion))
  const [fresh, there]: [FiledAssertion[], FiledAssertion[]] = [[], []]
  for (const sentence of sentences) {
    const key = keyOfAssertion(sentence.assertion)
    const isThere = keys.has(key)
    keys.add(key)
    if (isThere) there.push(sentence)
    else fresh.push(sentence)
  }
  return { fresh, there }
}
