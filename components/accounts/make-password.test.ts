import { describe, expect, it } from 'vitest'
import { makePassword } from './make-password'

describe('makePassword', () => {
  it('is 20 characters that every table and client takes, and another one each time', () => {
    const made = Array.from({ length: 500 }, makePassword)
    for (const password of made) expect(password).toMatch(/^[a-zA-Z2-9]{20}$/)
    expect(new Set(made).size).toBe(500)
    // 56 characters, 10,000 draws: each of them comes up.
    expect(new Set(made.join('')).size).toBe(56)
  })
})
