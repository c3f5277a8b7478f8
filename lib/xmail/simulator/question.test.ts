import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf } from '@/lib/xmail/policy/testing/policy-of'
import { EMPTY_QUESTION, QUESTION_FIELDS, type QuestionForm, readQuestion } from './question'
import { addressOfQuestion, questionOfAddress, simulatorAddress } from './question-address'

const seed = Number(process.env.SEED ?? 20261124)

const asked = (form: Partial<QuestionForm>) =>
  readQuestion({ ...EMPTY_QUESTION, client: '10.0.0.5', ...form })

function faultsOf(form: Partial<QuestionForm>): Record<string, string> {
  const reading = asked(form)
  if (reading.ok) return {}
  return Object.fromEntries(Object.entries(reading.faults).map(([field, { code }]) => [field, code]))
}

describe('a question', () => {
  it('is understood in the forms in which people write it', () => {
    const form = {
      client: ' 2001:db8::7 ',
      listener: '192.0.2.7,587',
      ptr: 'Mail.example.test.',
      as: ' joe ',
      from: '<>',
      to: '<joe@here.test>',
    }
    const reading = asked(form)
    expect(reading).toEqual({
      ok: true,
      question: {
        service: 'smtp',
        client: addressOf('2001:db8::7'),
        listener: { address: addressOf('192.0.2.7'), port: 587 },
        tls: 'none',
        ptr: 'Mail.example.test',
        as: 'joe',
        auth: 'PLAIN',
        user: null,
        from: '',
        to: 'joe@here.test',
        suppose: [],
      },
    })
  })

  it('leaves open what is left out, and knows a client without a name from one whose name is open', () => {
    expect(asked({})).toMatchObject({ question: { from: null, to: null, as: null, listener: null } })
    expect(asked({})).toHaveProperty('question.ptr', undefined)
    expect(asked({ ptr: '-' })).toHaveProperty('question.ptr', null)
  })

  it('takes addresses that are none: what XMail makes of them is the answer', () => {
    for (const from of ['*@*', 'x', 'a b@c', '@a,@b:x@y.test', '"x"@y', 'ü@x'])
      expect(asked({ from, to: from }), from).toMatchObject({ ok: true, question: { from } })
  })

  it('says beside each field what is wrong with it', () => {
    expect(faultsOf({ client: '' })).toEqual({ client: 'CLIENT_NEEDED' })
    expect(faultsOf({ client: '10.1.2' })).toEqual({ client: 'ADDRESS_LEGACY_FORM' })
    expect(faultsOf({ client: 'pc.corp.test' })).toEqual({ client: 'ADDRESS_IS_HOST_NAME' })
    expect(faultsOf({ client: '10.0.0.0/8' })).toHaveProperty('client')
    expect(
      faultsOf({
        service: 'imap',
        tls: 'yes',
        auth: 'plain',
        listener: '192.0.2.7:25',
        ptr: '.example.test',
        from: 'a\r\nRCPT TO:<b@c>',
        to: 'x'.repeat(1021),
        as: 'a\0b',
        user: 'x'.repeat(501),
      }),
    ).toEqual({
      service: 'VALUE_NOT_ALLOWED',
      tls: 'VALUE_NOT_ALLOWED',
      auth: 'VALUE_NOT_ALLOWED',
      listener: 'VALUE_FORM',
      ptr: 'HOST_PATTERN_INVALID',
      from: 'INPUT_CONTROL_CHARACTERS',
      to: 'VALUE_TOO_LONG',
      as: 'INPUT_CONTROL_CHARACTERS',
      user: 'VALUE_TOO_LONG',
    })
    for (const listener of ['192.0.2.7,0', '192.0.2.7,65536', '192.0.2.7', ',25', 'x,25'])
      expect(faultsOf({ listener }), listener).toEqual({ listener: 'VALUE_FORM' })
  })

  it(`is never an exception, whatever is typed (seed ${seed})`, () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('smtp', '10.0.0.5', '::', '-'),
    )
    const form = fc.record(Object.fromEntries(QUESTION_FIELDS.map((field) => [field, text])))
    fc.assert(
      fc.property(form, (typed) => {
        const reading = readQuestion({ ...EMPTY_QUESTION, ...typed })
        if (!reading.ok) expect(Object.keys(reading.faults).length).toBeGreaterThan(0)
      }),
      { seed },
    )
  })
})

describe('the address of a question', () => {
  it(`gives the same question back (seed ${seed})`, () => {
    const form = fc.record(
      Object.fromEntries(QUESTION_FIELDS.map((field) => [field, fc.string({ unit: 'grapheme' })])),
    )
    fc.assert(
      fc.property(form, (typed) => {
        const whole = { ...EMPTY_QUESTION, ...typed }
        const parts = Object.fromEntries(new URLSearchParams(addressOfQuestion(whole)))
        expect(questionOfAddress(parts)).toEqual(whole)
      }),
      { seed },
    )
  })

  it('is short, and none where nothing is asked', () => {
    expect(addressOfQuestion({ ...EMPTY_QUESTION, client: '10.0.0.5' })).toBe('service=smtp&client=10.0.0.5')
    expect(questionOfAddress({})).toBeNull()
    expect(questionOfAddress({ other: 'x' })).toBeNull()
    expect(simulatorAddress('/servers/1', { service: 'ctrl', client: '::1' })).toBe(
      '/servers/1/simulator?service=ctrl&client=%3A%3A1',
    )
  })

  it('with a name twice counts the first, and passes over names that it does not know', () => {
    expect(questionOfAddress({ client: ['10.0.0.5', 'x'], __proto__x: 'y', constructor: 'z' })).toEqual({
      ...EMPTY_QUESTION,
      client: '10.0.0.5',
    })
  })
})
