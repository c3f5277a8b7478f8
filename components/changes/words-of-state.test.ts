import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import type { VariableState } from '@/lib/xmail/effects'
import en from '@/messages/en/effects.json'
import ja from '@/messages/ja/effects.json'
import { type TellEffect, wordsOfSetting, wordsOfState } from './words-of-state'

const keysOf: TellEffect = (key, values) => (values ? `${key} ${JSON.stringify(values)}` : key)

const STATES: readonly (readonly [VariableState | null, string])[] = [
  [null, 'notSet'],
  [{ kind: 'switch', on: true }, 'on'],
  [{ kind: 'switch', on: false }, 'off'],
  [{ kind: 'letters', letters: 'MR' }, 'lettersRelay {"letters":"MR"}'],
  [{ kind: 'letters', letters: '' }, 'lettersNoRelay {"letters":"–"}'],
  [{ kind: 'does', does: 'waits', seconds: 4 }, 'does_waits {"seconds":4}'],
  [{ kind: 'zones', zones: [] }, 'noZones'],
  [
    { kind: 'zones', zones: [{ zone: 'bl.test', does: 'refuses', seconds: 0 }] },
    'bl.test (does_refuses {"seconds":0})',
  ],
  [{ kind: 'config', mailAuth: true, wantTls: true }, 'needsBoth'],
  [{ kind: 'config', mailAuth: true, wantTls: false }, 'needsAuth'],
  [{ kind: 'config', mailAuth: false, wantTls: true }, 'needsTls'],
  [{ kind: 'config', mailAuth: false, wantTls: false }, 'needsNothing'],
  [{ kind: 'methods', methods: null }, 'allMethods'],
  [{ kind: 'methods', methods: [] }, 'noMethods'],
  [{ kind: 'methods', methods: ['PLAIN', 'LOGIN'] }, 'PLAIN, LOGIN'],
]

describe('wordsOfState', () => {
  it.each(STATES)('%j', (state, words) => expect(wordsOfState(keysOf, state)).toBe(words))

  it.each([
    ['en', en],
    ['ja', ja],
  ])('has words in %s for all of them', (locale, effects) => {
    const translate = createTranslator({ locale, messages: { effects } as never })
    for (const [state] of STATES) {
      const words = wordsOfState(
        (key, values) => translate(`effects.${key}` as never, values as never),
        state,
      )
      expect(words).not.toMatch(/effects\.|_|needs[A-Z]/)
      expect(words).not.toBe('')
    }
  })
})

it('has one name for the settings of all listeners', () => {
  expect(wordsOfSetting(keysOf, 'SmtpConfig-192.0.2.1,25')).toBe('variable_SmtpConfig')
  expect(wordsOfSetting(keysOf, 'EnableAuthSMTP-POP3')).toBe('variable_EnableAuthSMTP-POP3')
})
