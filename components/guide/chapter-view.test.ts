import { readdirSync, readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ChapterView } from './chapter-view'
import { CHAPTERS, hrefOfChapter } from './chapters'
import { readChapter } from './read-chapter'

const BASE = '/servers/1/guide'
const render = (body: string) => renderToStaticMarkup(createElement(ChapterView, { body, base: BASE }))
const PAGES = ['en', 'ja'].flatMap((language) =>
  readdirSync(`docs/guide/${language}`).map((page) => [language, page] as const),
)

describe('ChapterView', () => {
  it.each(PAGES)('%s/%s: its contents lead to its headings, its links to chapters', (language, page) => {
    const { title, body, sections } = readChapter(readFileSync(`docs/guide/${language}/${page}`, 'utf8'))
    const html = render(body)
    const ids = [...html.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id)
    expect(title).not.toBe('')
    expect(ids).toEqual(sections.map(({ anchor }) => anchor))
    const places = [BASE, ...[...CHAPTERS, 'errors'].map((chapter) => hrefOfChapter(BASE, chapter))]
    const links = [...html.matchAll(/href="([^"#]+)[^"]*"/g)].map(([, href]) => href ?? '')
    expect(links.filter((href) => !places.includes(href))).toEqual([])
  })

  it('keeps the anchor of a link, and makes none of what leads out of the guide', () => {
    expect(render('[a](tls.md#names) [b](index.md) [c](../../ERRORS.md)')).toMatch(
      /href="\/servers\/1\/guide\/tls#names".*href="\/servers\/1\/guide".*href="\/servers\/1\/guide\/errors"/,
    )
    expect(render('[a](../../../package.json) [b](javascript:alert(1)) [c](/sign-out)')).not.toContain('href')
  })

  it('shows HTML as it is written', () => {
    expect(render('<script>alert(1)</script>')).not.toContain('<script')
  })

  it('names the column of each cell but the first', () => {
    const html = render('| a | b |\n| - | - |\n| 1 | 2 |')
    expect(html.match(/aria-hidden="true">[^<]*/g)).toEqual(['aria-hidden="true">b: '])
  })
})
