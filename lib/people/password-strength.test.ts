import { describe, expect, it } from 'vitest'
import { checkPassword } from './password-strength'

const person = { name: 'Aiko Tanaka', email: 'aiko.tanaka@mail-works.example' }
const weak = { ok: false, error: { code: 'PASSWORD_TOO_WEAK', field: 'password' } }

describe('checkPassword', () => {
  it.each([
    'short',
    'elevenchars',
    'aaaaaaaaaaaaaaaa',
    'abababababababab',
    'abcdefghijklmnop',
    '123456789012',
    '987654321098',
    'password1234',
    'P@ssw0rd1234!',
    'PasswordPassword',
    'qwertyuiop123',
    'asdfghjkl;12',
    'mailroot-2026',
    'XMailAdmin2026!',
    'administrator1',
    'Winter2026!!',
    'aiko.tanaka1999',
    'TanakaAiko123!',
    'changemechangeme',
    'dragonDRAGON99',
    'x1y2x1y2x1y2',
  ])('refuses %s', (password) => expect(checkPassword(password, person)).toEqual(weak))

  it.each([
    'correct horse battery staple',
    'Zq7-mMw.92kfLa',
    'tulip river forty9 bells',
    'サーバーの鍵は青い箱の中',
    'my sister sings at 5 am',
    'v9fK2mPq8sLx',
    '🐝🐢🌵🍋🚲🧭🎈🔧🪴🧊🥁🛶',
  ])('takes %s', (password) => expect(checkPassword(password, person)).toEqual({ ok: true, value: null }))

  it('counts characters, not bytes or UTF-16 units', () => {
    expect(checkPassword('🐝🐢🌵🍋🚲🧭', person)).toEqual(weak)
  })

  it('comes to an end for the longest password', () => {
    for (const password of ['ab'.repeat(64), `${'a'.repeat(127)}b`, `${'ab1'.repeat(42)}!x`]) {
      expect(checkPassword(password, person)).toHaveProperty('ok')
    }
  })
})
