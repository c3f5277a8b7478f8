import { describe, expect, it } from 'vitest'
import { pickLocale } from './locales'
import { MESSAGES } from './messages'

describe('pickLocale', () => {
  it.each<[string | undefined, string | null, string]>([
    ['ja', 'en', 'ja'],
    ['en', 'ja', 'en'],
    ['fr', 'ja', 'ja'],
    [undefined, null, 'en'],
    [undefined, '', 'en'],
    [undefined, 'ja', 'ja'],
    [undefined, 'ja-JP,ja;q=0.9,en;q=0.8', 'ja'],
    [undefined, 'fr-FR, en;q=0.5, ja;q=0.7', 'ja'],
    [undefined, 'en;q=0.2, ja ; q=0.3', 'ja'],
    [undefined, 'ja;q=0, en', 'en'],
    [undefined, 'de,*;q=0.5', 'en'],
    [undefined, 'JA-jp', 'ja'],
    [undefined, ';;;,,q=x,ja;q=abc', 'en'],
  ])('chosen %s and asked for %s is %s', (chosen, asked, locale) =>
    expect(pickLocale(chosen, asked)).toBe(locale),
  )
})

describe('MESSAGES', () => {
  it('has the same namespaces in both languages', () => {
    expect(Object.keys(MESSAGES.ja)).toEqual(Object.keys(MESSAGES.en))
  })
})
