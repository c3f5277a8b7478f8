import { expect, it } from 'vitest'
import { plainJson, plainText } from './plain-text'

const NASTY = 'd.com\u009b2J\u001b[2J\u202e'

it('spells out in JSON what could steer a terminal, and says the same', () => {
  const text = plainJson({ name: NASTY })
  expect(text).not.toMatch(/[\u0080-\u009f\u001b\u202e]/)
  expect(JSON.parse(text)).toEqual({ name: NASTY })
})

it('takes it out of plain text, but for line ends', () => {
  expect(plainText(`a\n${NASTY}`)).toBe('a\nd.com\ufffd2J\ufffd[2J\ufffd')
})
