import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FORM_PAGES } from '@/components/files/form-pages'
import { RELAY_TRICKS } from '@/lib/xmail/relay-tricks'
import { VARIABLES } from '@/lib/xmail/variables'

const GUIDE = fileURLToPath(new URL('../docs/guide', import.meta.url))
const LANGUAGES = ['en', 'ja'] as const
const PAGES = LANGUAGES.flatMap((language) => pagesOf(language).map((page) => [language, page] as const))

function pagesOf(language: string): string[] {
  return readdirSync(join(GUIDE, language)).sort()
}

function read(language: string, page: string): string {
  return readFileSync(join(GUIDE, language, page), 'utf8')
}

/** The depth of each heading, in order: what two languages of one page have in common. */
function levelsOf(text: string): number[] {
  return [...text.matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length)
}

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}

function isBroken(language: string, page: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return false
  const [path = '', anchor] = decodeURIComponent(target).split('#')
  const file = path === '' ? join(GUIDE, language, page) : join(dirname(join(GUIDE, language, page)), path)
  if (!existsSync(file)) return true
  return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor)
}

describe('the guide', () => {
  it('has the same pages in both languages', () => {
    expect(pagesOf('ja')).toEqual(pagesOf('en'))
  })

  it.each(pagesOf('en'))('%s has the same headings in both languages', (page) => {
    expect(levelsOf(read('ja', page))).toEqual(levelsOf(read('en', page)))
    expect(levelsOf(read('en', page))[0]).toBe(1)
  })

  it.each(PAGES)('%s/%s has no link that leads nowhere', (language, page) => {
    const links = linksOf(read(language, page))
    expect(links.filter((target) => isBroken(language, page, target))).toEqual([])
  })

  it.each(LANGUAGES)('has every page in the index of %s', (language) => {
    const links = linksOf(read(language, 'index.md'))
    const missing = pagesOf(language).filter((page) => page !== 'index.md' && !links.includes(page))
    expect(missing).toEqual([])
  })

  it.each(LANGUAGES)('names every variable of server.tab in %s', (language) => {
    const text = read(language, 'server-settings.md')
    const names = VARIABLES.filter(({ scope }) => scope === 'server').map(({ name }) => name)
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })

  it.each(LANGUAGES)('names every file that a page writes, in %s', (language) => {
    const all = pagesOf(language).map((page) => read(language, page))
    const files = Object.keys(FORM_PAGES)
    expect(files.filter((file) => !all.some((text) => text.includes(`\`${file}\``)))).toEqual([])
  })

  it('counts the relay tricks as the test does', () => {
    expect(RELAY_TRICKS).toHaveLength(20)
    expect(read('en', 'open-relay-test.md')).toContain('Twenty tricks')
    expect(read('ja', 'open-relay-test.md')).toContain('20 通り')
  })
})
