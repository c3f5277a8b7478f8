import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FORM_PAGES } from '@/components/files/form-pages'
import { CHAPTERS, chapterOf } from '@/components/guide/chapters'
import { anchorOf } from '@/components/guide/read-chapter'
import { RELAY_TRICKS } from '@/lib/xmail/relay-tricks'
import { VARIABLES } from '@/lib/xmail/variables'

const GUIDE = fileURLToPath(new URL('../docs/guide', import.meta.url))
const CONSOLE = fileURLToPath(new URL('../app/(console)', import.meta.url))
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

function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
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

  it.each(LANGUAGES)('has every page in the index of %s, in the order of the console', (language) => {
    const links = linksOf(read(language, 'index.md')).filter((target) => !target.includes('/'))
    expect(links).toEqual(CHAPTERS.map((chapter) => `${chapter}.md`))
    expect([...links, 'index.md'].sort()).toEqual(pagesOf(language))
  })

  it.each(PAGES)('%s/%s has an anchor of its own for each heading', (language, page) => {
    const anchors = anchorsOf(read(language, page))
    expect(anchors).toEqual([...new Set(anchors)])
  })

  it('has a chapter about every page of the console', () => {
    const routes = readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('page.tsx') && !file.includes('guide/'))
    expect(routes.length).toBeGreaterThan(20)
    const unexplained = routes.filter((file) => chapterOf(`/${dirname(file)}`) === null)
    expect(unexplained).toEqual([])
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
