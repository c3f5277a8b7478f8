import { expect, it } from 'vitest'
import en from '@/messages/en/tls.json'
import ja from '@/messages/ja/tls.json'
import { FINDINGS } from './check-chain'

it('has words for each finding in both languages', () => {
  const keys = FINDINGS.map((code) => `finding_${code}`)
  const worded = (words: object) => Object.keys(words).filter((key) => key.startsWith('finding_'))
  expect(worded(en).sort()).toEqual([...keys].sort())
  expect(worded(ja).sort()).toEqual([...keys].sort())
})
