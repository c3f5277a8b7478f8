import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'

export interface LookupRow {
  readonly line: number
  readonly tokens: readonly string[]
}

/** An indexed table of XMail: rows by their key fields without regard to case, the first of equals. */
export interface LookupTable {
  find(...key: readonly string[]): LookupRow | null
  /** Rows with `*` or `?` in a key field, which are tried one by one after everything else. */
  readonly wild: readonly LookupRow[]
}

/** `keyFields`: how many fields make the key, from the first. `takesWild`: whether the table has wildcard rows. */
export function compileLookup(doc: Document, keyFields: number, takesWild: boolean): LookupTable {
  const rows = new Map<string, LookupRow>()
  const wild: LookupRow[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    if (tokens.length < keyFields) continue
    const key = tokens.slice(0, keyFields)
    if (takesWild && key.some((field) => /[*?]/.test(field))) wild.push({ line, tokens })
    else if (!rows.has(keyOf(key))) rows.set(keyOf(key), { line, tokens })
  }
  return { find: (...key) => rows.get(keyOf(key)) ?? null, wild }
}

function keyOf(fields: readonly string[]): string {
  return lowerAscii(fields.join('\t'))
}

/** StrLower: ASCII letters alone. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
