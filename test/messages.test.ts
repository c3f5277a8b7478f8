import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const files = (language: string) => readdirSync(join(ROOT, 'messages', language)).sort()

type Words = { [key: string]: string | Words }

const read = (language: string, file: string) =>
  JSON.parse(readFileSync(join(ROOT, 'messages', language, file), 'utf8')) as Words

/** `a.b.c` → text. */
function flatten(words: Words, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

/** Names that a message is given values for, rich-text tags included. */
const placeholders = (message: string) =>
  [
    ...new Set(
      [...message.matchAll(/[{<]\s*([a-zA-Z][a-zA-Z0-9]*)\s*[,}>]/g)].map((match) => match[1] ?? ''),
    ),
  ].sort()

/** Formats a message with a value for each placeholder; throws what next-intl would print to the page instead. */
function format(locale: string, message: string): unknown {
  const values: Record<string, unknown> = {}
  for (const name of placeholders(message)) values[name] = message.includes(`<${name}>`) ? String : 2
  const t = createTranslator({
    locale,
    timeZone: 'UTC',
    messages: { message },
    onError: (error) => {
      throw error
    },
  })
  return t.markup('message', values as never)
}

describe('messages', () => {
  it('has the same files in both languages', () => {
    expect(files('ja')).toEqual(files('en'))
  })

  describe.each(files('en'))('%s', (file) => {
    const english = flatten(read('en', file))
    const japanese = flatten(read('ja', file))

    it('has the same keys, in the same order, and a text for each', () => {
      expect([...japanese.keys()]).toEqual([...english.keys()])
      expect([...english, ...japanese].filter(([, text]) => text.trim() === '')).toEqual([])
    })

    it('names the same values in both languages', () => {
      for (const [key, text] of english) {
        const inJapanese = placeholders(japanese.get(key) ?? '')
        // Japanese has no plural: a number that English only counts by need not be named.
        const onlyCounted = [...text.matchAll(/\{(\w+), plural/g)].map((match) => match[1] ?? '')
        const needed = placeholders(text).filter((name) => !onlyCounted.includes(name))
        expect(placeholders(text), key).toEqual(expect.arrayContaining(inJapanese))
        expect(inJapanese, key).toEqual(expect.arrayContaining(needed))
      }
    })

    it('is written as ICU understands it', () => {
      for (const text of english.values()) expect(format('en', text)).toBeTypeOf('string')
      for (const text of japanese.values()) expect(format('ja', text)).toBeTypeOf('string')
    })

    it('keeps the tone of the house', () => {
      for (const [key, text] of [...english, ...japanese]) {
        // `#!TLS` is XMail's own word.
        expect(text, key).not.toMatch(/(?<!#)!|！/)
        expect(text, `${key}: a straight apostrophe starts a quotation in ICU`).not.toContain("'")
        expect(text, key).not.toMatch(/\binvalid (input|value|data)\b/i)
      }
      for (const [key, text] of japanese) {
        expect(text, `${key}: full-width punctuation`).not.toMatch(
          /[ぁ-んァ-ヶ一-龠][,.:;()?]|[(][ぁ-んァ-ヶ一-龠]/,
        )
      }
    })
  })

  it('has each help text that a page names', () => {
    const defined = flatten(read('en', 'help.json'))
    const missing = ['app', 'components'].flatMap(sourceFiles).flatMap((path) => {
      const source = readFileSync(path, 'utf8')
      const named = source.matchAll(/\bhelp\(\s*'([A-Za-z]+)'|helpKey="([A-Za-z]+)"/g)
      return [...named].map((match) => match[1] ?? match[2] ?? '').filter((key) => !defined.has(key))
    })
    expect(missing).toEqual([])
  })
})

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
