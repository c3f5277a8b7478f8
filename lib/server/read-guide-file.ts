import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locale } from './locales'

export interface GuideFile {
  /** Markdown. */
  readonly text: string
  readonly language: Locale
}

/** The console is started in its own folder (`scripts/start.mjs`); the guide is read from there, in a built one too. */
const DOCS = join(process.cwd(), 'docs')

/** A page of docs/guide by its name without `.md`, or `errors`, which there is in English alone. Null: there is none. */
export async function readGuideFile(language: Locale, name: string): Promise<GuideFile | null> {
  // The name comes out of an address: nothing but a file of this very folder may be reached by it.
  if (!/^[a-z-]+$/.test(name)) return null
  if (name === 'errors') return { text: await readFile(join(DOCS, 'ERRORS.md'), 'utf8'), language: 'en' }
  try {
    return { text: await readFile(join(DOCS, 'guide', language, `${name}.md`), 'utf8'), language }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
