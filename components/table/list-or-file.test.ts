import { NextIntlClientProvider } from 'next-intl'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import table from '@/messages/en/table.json'
import { ListOrFile } from './list-or-file'

function render(text: string): string {
  const children = createElement(ListOrFile, {
    label: 'Rows to import',
    hint: 'Paste them',
    rows: 8,
    accept: '.csv',
    text,
    onText: () => {},
  })
  const page = { locale: 'en', timeZone: 'UTC', messages: { table }, children }
  return renderToStaticMarkup(createElement(NextIntlClientProvider, page))
}

it('has a labelled field that holds the text, and a labelled way to choose a file', () => {
  const html = render('10.0.0.0/8')
  const idOf = (label: string) => html.match(new RegExp(`<label for="([^"]*)"[^>]*>${label}`))?.[1]
  expect(html).toMatch(new RegExp(`<textarea[^>]*id="${idOf('Rows to import')}"[^>]*>\\s*10\\.0\\.0\\.0/8`))
  expect(html).toMatch(new RegExp(`<input[^>]*id="${idOf('Choose a file')}"[^>]*accept="\\.csv"`))
  expect(html).toContain('Paste them')
  expect(html).not.toContain(table.fileWrong)
})

it('shows the first lines of a long list alone', () => {
  const html = render('10.0.0.0/8\n'.repeat(100_000))
  expect(html).toMatch(/<textarea[^>]*readonly/i)
  expect(html.length).toBeLessThan(100_000)
})
