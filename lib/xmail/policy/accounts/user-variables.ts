import { atoi } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'

/** user.tab of one account. Lines count only with exactly two fields; of duplicates the first counts. */
export interface UserVariables {
  text(name: string): string | null
  /** Only missing gives the default; text without a number in front is 0. */
  int(name: string, defaultValue: number): number
  lineOf(name: string): number | null
}

export function readUserVariables(doc: Document): UserVariables {
  const values = new Map<string, { value: string; line: number }>()
  for (const { line, tokens } of dataChunks(doc)) {
    const [name, value] = tokens
    if (name !== undefined && value !== undefined && tokens.length === 2 && !values.has(name))
      values.set(name, { value, line })
  }
  return {
    text: (name) => values.get(name)?.value ?? null,
    int(name, defaultValue) {
      const value = values.get(name)?.value
      return value === undefined ? defaultValue : atoi(value)
    },
    lineOf: (name) => values.get(name)?.line ?? null,
  }
}

/** Of an account without a user.tab. */
export const NO_USER_VARIABLES: UserVariables = {
  text: () => null,
  int: (_, defaultValue) => defaultValue,
  lineOf: () => null,
}
