import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import en from '@/messages/en/findings.json'
import ja from '@/messages/ja/findings.json'
import { SEVERITIES } from './finding'
import { lintMailRoot } from './lint-mail-root'
import { RULES } from './rules'
import { CASES } from './testing/cases'
import { filesOf, OPTIONS } from './testing/clean-mail-root'

describe.each(Object.entries({ en, ja }))('the words in %s', (locale, findings) => {
  it('are there for each rule and severity', () => {
    expect(Object.keys(findings.rules).sort()).toEqual(RULES.map(({ id }) => id).sort())
    expect(Object.keys(findings.severity).sort()).toEqual([...SEVERITIES].sort())
  })

  it('name nothing but what a finding knows', () => {
    const t = createTranslator({
      locale,
      timeZone: 'UTC',
      messages: { findings } as never,
      onError: (error) => {
        throw error
      },
    })
    for (const [id, { found }] of Object.entries(CASES)) {
      const findings = lintMailRoot(filesOf(found.files), { ...OPTIONS, ...found.options })
      const details = findings.find(({ rule }) => rule === id)?.details
      for (const part of ['title', 'really', 'remedy'])
        expect(t(`findings.rules.${id}.${part}` as never, details as never), id).not.toBe('')
    }
  })
})
