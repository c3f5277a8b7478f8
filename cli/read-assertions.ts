import { readFile, stat } from 'node:fs/promises'
import { tellWrongEntry } from '@/components/assertions/tell-wrong-entry'
import { type FiledAssertion, MAX_FILE_CHARACTERS, readAssertionFile } from '@/lib/xmail/assertions'
import { usage } from './read-arguments'
import type { Problem } from './run-command'
import { tell, tellFault } from './words'

/** Four bytes a character at most. */
const MAX_FILE_BYTES = 4 * MAX_FILE_CHARACTERS

type AssertionsReading =
  | { readonly ok: true; readonly value: readonly FiledAssertion[] }
  | { readonly ok: false; readonly error: Problem }

/**
 * The sentences of a file of this computer. One that is not understood makes the whole file useless: whoever relies on it
 * must not take what was left out for true.
 */
export async function readAssertions(name: string): Promise<AssertionsReading> {
  const text = await readText(name)
  if (text === null) return usage(`--assertions: ${name} cannot be read, or is no text of UTF-8`)
  const read = readAssertionFile(text)
  if (!read.ok) {
    const { line } = read.error.details ?? {}
    const place = line === undefined ? name : `${name}:${line}`
    return { ok: false, error: { code: read.error.code, problem: `${place}: ${tellFault(read.error)}` } }
  }
  const { sentences, wrong } = read.value
  if (wrong.length === 0) return { ok: true, value: sentences }
  const problems = wrong.map((entry) => {
    const { key, values } = tellWrongEntry(entry)
    return `${name}:${entry.line}: ${tell(`assertions.wrong.${key}`, values)}`
  })
  return { ok: false, error: { code: 'ASSERTIONS_WRONG', problem: problems.join('\n') } }
}

/** Null: there is no such file, it is far too large to be one of sentences, or what is in it is no text. */
async function readText(name: string): Promise<string | null> {
  try {
    if ((await stat(name)).size > MAX_FILE_BYTES) return null
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(name))
  } catch {
    return null
  }
}
