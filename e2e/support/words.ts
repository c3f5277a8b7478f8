import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Language = 'en' | 'ja'

/** A text of messages/, with its places filled in. Throws where there is none. */
export function words(
  language: Language,
  file: string,
  key: string,
  places: Readonly<Record<string, string | number>> = {},
): string {
  const path = join(import.meta.dirname, '..', '..', 'messages', language, `${file}.json`)
  const text: unknown = JSON.parse(readFileSync(path, 'utf8'))[key]
  if (typeof text !== 'string') throw new Error(`${file}.${key} is no text in ${language}`)
  return text.replace(/\{(\w+)[^{}]*\}/g, (_, name) => String(places[name] ?? ''))
}
