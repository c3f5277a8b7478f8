import { atoi } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'

/** XMail copies numbers and flags into a buffer that keeps so many bytes (semantics.md 13). */
const NUMBER_BYTES = 62

/** server.tab as XMail's code asks for it (semantics.md 13). Names are exact; of duplicates the first counts. */
export interface ServerVariables {
  readonly names: readonly string[]
  /** Null where it is missing. An empty value is a value. */
  text(name: string): string | null
  /** Missing and empty give the default. Text without a number in front is 0. */
  int(name: string, defaultValue: number): number
  /** Only missing gives the default: empty, `yes` and `true` are off. */
  flag(name: string, defaultValue: boolean): boolean
  /** The index of its line, null where it is missing. */
  lineOf(name: string): number | null
}

export function readServerVariables(doc: Document): ServerVariables {
  const values = new Map<string, { value: string; line: number }>()
  for (const { line, tokens } of dataChunks(doc)) {
    const [name, value] = tokens
    if (name !== undefined && value !== undefined && !values.has(name)) values.set(name, { value, line })
  }
  const short = (name: string) => values.get(name)?.value.slice(0, NUMBER_BYTES)
  return {
    names: Array.from(values.keys()),
    text: (name) => values.get(name)?.value ?? null,
    int(name, defaultValue) {
      const value = short(name)
      return value ? atoi(value) : defaultValue
    },
    flag(name, defaultValue) {
      const value = short(name)
      return value === undefined ? defaultValue : atoi(value) !== 0
    },
    lineOf: (name) => values.get(name)?.line ?? null,
  }
}
