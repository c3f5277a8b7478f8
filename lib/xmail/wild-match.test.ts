import { describe, expect, it } from 'vitest'
import { wildMatch, wildMatchIgnoringCase } from './wild-match'

describe('wildMatch', () => {
  // The first ten are the vectors of semantics.md 1.5.
  it.each([
    ['a?', 'a', false],
    ['a*', 'a', true],
    ['a*?', 'a', false],
    ['[^a-c]', 'd', true],
    ['a\\*', 'a*', true],
    ['abc**', 'abc', true],
    ['*ab', 'abab', true],
    ['[x', 'x', false],
    ['*', '', true],
    ['[]]', ']', false],
    ['*X', '', false],
    ['', '', true],
    ['', 'a', false],
    ['a\\', 'a', false],
    ['[a\\]b]', ']', true],
    ['[a-c]x', 'bx', true],
    ['[^a-c]', 'b', false],
    ['smtp*.tab', 'smtprelay.tab', true],
    ['smtp*.tab', 'smtprelay.tab.bak', false],
    ['*@example.test', 'a@example.test', true],
    ['A*', 'abc', false],
  ])('%s against %j: %s', (pattern, text, expected) => {
    expect(wildMatch(text, pattern)).toBe(expected)
  })

  it('can leave ASCII case aside', () => {
    expect(wildMatchIgnoringCase('INFO@Example.test', '*@example.TEST')).toBe(true)
  })

  it('comes to an end on a hostile pattern', () => {
    expect(wildMatch('a'.repeat(5000), `${'*a'.repeat(200)}b`)).toBe(false)
  })
})
