import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomSession } from '@/test/support/random-sessions'
import { decideCtrl } from './decide-ctrl'
import { decidePop3 } from './decide-pop3'
import { decideSmtp } from './decide-smtp'
import { answersOf, type Decision } from './decision'
import { addressOf, policyOf } from './testing/policy-of'
import { CHECKS, OUTCOMES, type TraceStep } from './trace'

const seed = Number(process.env.SEED ?? 20261124)
const client = addressOf('127.0.0.9')

const junk = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 2000 }),
  fc.constantFrom(
    '',
    '<',
    '>',
    '@',
    'a@b',
    'a@[',
    'a@[x]',
    '\0',
    '\r\n',
    '*@*',
    '<a@b>',
    '@a:b@c',
    'ä@ö',
    ',',
  ),
)
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((all) => String.fromCharCode(...all)),
  fc.constantFrom(
    '\0',
    '"',
    '\t\t',
    '"a"\t'.repeat(400),
    '#',
    '\xef\xbb\xbf"0.0.0.0/0"\n',
    `"${'x'.repeat(1100)}"\n`,
  ),
)
const paths = [
  'server.tab',
  'smtp.ipmap.tab',
  'smtp.ipprop.tab',
  'smtp.hnprop.tab',
  'spammers.tab',
  'spam-address.tab',
  'smtprelay.tab',
  'smtpauth.tab',
  'smtpextauth.tab',
  'mailusers.tab',
  'aliases.tab',
  'domains.tab',
  'aliasdomain.tab',
  'filters.post-rcpt.tab',
  'ctrl.ipmap.tab',
  'pop3.ipmap.tab',
  'domains/here.test/joe/user.tab',
]

/** Every way has words for each check, and ends. */
function expectAnswers(decision: Decision<{ readonly trace: readonly TraceStep[] }>): void {
  const answers = Array.from(answersOf(decision))
  expect(answers.length).toBeGreaterThan(0)
  for (const { check, outcome } of answers.flatMap(({ answer }) => answer.trace)) {
    expect(CHECKS).toContain(check)
    expect(OUTCOMES).toContain(outcome)
  }
}

describe(`whatever is asked, there is an answer (seed ${seed})`, () => {
  it('of text that is none', () => {
    const signIn = fc.record({
      mechanism: fc.constantFrom('PLAIN' as const, 'LOGIN' as const),
      user: junk,
      password: fc.option(junk),
    })
    const question = fc.record({
      from: fc.option(junk),
      rcpt: fc.option(junk),
      vrfy: fc.option(junk),
      etrn: fc.option(junk),
      signIn: fc.option(signIn),
    })
    fc.assert(
      fc.property(question, junk, junk, (asked, user, password) => {
        expectAnswers(decideSmtp(policyOf(), { client, ...asked }))
        expectAnswers(decidePop3(policyOf({ POP3Domain: 'here.test' }), { client, user, password }))
      }),
      { seed, numRuns: 300 },
    )
  })

  it('of files that are none', () => {
    const files = fc.dictionary(fc.constantFrom(...paths), bytes)
    fc.assert(
      fc.property(files, (all) => {
        const policy = policyOf({}, all)
        const signIn = { mechanism: 'PLAIN', user: 'joe@here.test', password: null } as const
        expectAnswers(decideSmtp(policy, { client, signIn, from: 'joe@here.test', rcpt: 'a@b.test' }))
        expectAnswers(decideCtrl(policy, { client }))
        expectAnswers(decidePop3(policy, { client, user: 'joe@here.test' }))
      }),
      { seed, numRuns: 300 },
    )
  })

  it('the same with its trace and without', () => {
    fc.assert(
      fc.property(randomSession, ({ vars, files, question, peer }) => {
        const policy = policyOf(vars, files)
        const asked = { ...question, client: addressOf(peer) }
        const plain = (trace: boolean) =>
          Array.from(answersOf(decideSmtp(policy, asked, {}, { trace })), ({ assumed, answer }) => [
            assumed,
            answer.exchange,
          ])
        expect(plain(false)).toEqual(plain(true))
      }),
      { seed, numRuns: 300 },
    )
  })
})
