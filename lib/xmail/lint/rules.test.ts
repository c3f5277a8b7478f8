import { describe, expect, it } from 'vitest'
import { lintMailRoot } from './lint-mail-root'
import { RULES } from './rules'
import { CASES, type Sample } from './testing/cases'
import { filesOf, OPTIONS } from './testing/clean-mail-root'

const idsOf = ({ files, options }: Sample) =>
  lintMailRoot(filesOf(files), { ...OPTIONS, ...options }).map(({ rule }) => rule)

it('has a case for each rule, and no two rules of one id', () => {
  expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id).sort())
})

it('finds nothing in a clean MailRoot', () => {
  expect(lintMailRoot(filesOf(), OPTIONS)).toEqual([])
})

describe.each(Object.entries(CASES))('%s', (id, { found, near }) => {
  it('is found', () => {
    expect(idsOf(found)).toContain(id)
  })

  it('is not found in what only looks like it', () => {
    expect(idsOf(near)).not.toContain(id)
  })
})
