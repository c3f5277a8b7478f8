import { describe, expect, it } from 'vitest'
import { policyOf } from '@/lib/xmail/policy/testing/policy-of'
import { askPolicy } from './ask-policy'
import { EMPTY_QUESTION, type QuestionForm, readQuestion } from './question'
import { findDifferences, MAX_WAYS, type ShownAnswers, showAnswers } from './show-answers'

type Files = Readonly<Record<string, string | null>>

function answersTo(
  form: Partial<QuestionForm>,
  files: Files = {},
  vars: Readonly<Record<string, string>> = {},
): ShownAnswers {
  const reading = readQuestion({ ...EMPTY_QUESTION, client: '10.0.0.5', ...form })
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  const policy = policyOf(vars, files)
  return showAnswers(policy, askPolicy(policy, reading.question))
}

const repliesOf = ({ ways }: ShownAnswers) =>
  ways.map(({ answer }) => `${answer.verdict} ${answer.exchange[answer.decidedBy]?.reply}`)

describe('the answers to a question', () => {
  it('have the reply line of each service', () => {
    const closed = { 'ctrl.ipmap.tab': '', 'finger.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n' }
    expect(repliesOf(answersTo({ service: 'finger' }, closed))).toEqual(['closed null'])
    expect(repliesOf(answersTo({ service: 'ctrl' }, closed))).toEqual([
      'accepted +00000 <TIMESTAMP> XMail 1.27 CTRL Server; DATE',
    ])
    expect(repliesOf(answersTo({ service: 'pop3-user', user: 'joe@here.test' }))).toEqual([
      'accepted +OK Maildrop has N messages (M bytes)',
    ])
    expect(repliesOf(answersTo({ service: 'pop3-user', user: 'nobody@here.test' }))).toEqual([
      'refused -ERR Invalid auth or access denied',
    ])
    expect(repliesOf(answersTo({ from: 'a@b.test', to: 'c@d.test' }))).toEqual(['refused 550 Relay denied'])
    expect(repliesOf(answersTo({ from: '', to: 'c@d.test' }))).toEqual([
      'refused 503 Bad sequence of commands',
    ])
    expect(repliesOf(answersTo({ as: 'joe@here.test', from: '<>', to: 'c@d.test' }))).toEqual([
      'accepted 250 OK',
    ])
  })

  it('show a way for each thing that the files do not say, and go by what the question says', () => {
    const vars = { 'SMTP-RDNSCheck': '1' }
    const open = answersTo({ from: 'a@b.test', to: 'joe@here.test' }, {}, vars)
    expect(open.ways.map(({ assumed }) => assumed.map(({ given }) => given))).toEqual([['none'], ['other']])
    const named = answersTo({ from: 'a@b.test', to: 'joe@here.test', ptr: '-' }, {}, vars)
    expect(repliesOf(named)).toEqual(['refused 551 Server access forbidden by your IP'])
  })

  it('are so many at most, and say how many more there are', () => {
    const CustMapsList = Array.from({ length: 9 }, (_, at) => `list${at}.test:0`).join(',')
    const vars = { CustMapsList, CheckMailerDomain: '1', 'SMTP-RDNSCheck': '-1' }
    const { ways, more } = answersTo({ from: 'a@b.test', to: 'joe@here.test' }, {}, vars)
    expect(ways).toHaveLength(MAX_WAYS)
    expect(more).toBeGreaterThan(0)
  })

  it('show the lines that decided and that were passed over', () => {
    const files = { 'smtprelay.tab': '"10.0.0.5"\n"10.0.0.0/24"\t"caf\xc3\xa9"\n' }
    const [way] = answersTo({ from: 'a@b.test', to: 'c@d.test' }, files).ways
    expect(way?.answer.trace.at(-1)).toMatchObject({
      check: 'relay-table',
      line: 1,
      text: '"10.0.0.0/24"\t"café"',
      passedOver: [{ line: 0, why: 'bare-address', text: '"10.0.0.5"' }],
    })
  })

  it('hold no password, of whatever file', () => {
    const canary = 'canary-7f3a'
    const files = {
      'smtpauth.tab': `"#old"\t"${canary}"\t"R"\n"phone"\t"${canary}"\t"R"\n`,
      'ctrlaccounts.tab': `"admin"\t"${canary}"\n`,
      'server.key': `${canary}\n`,
      'smtpextauth.tab': null,
    }
    // What 1d08040c09 is behind XMail's cipher.
    const encoded = '1d08040c09'
    for (const form of [
      { as: 'phone', from: 'joe@here.test', to: 'c@d.test' },
      { as: 'joe@here.test', from: 'joe@here.test', to: 'joe@here.test', tls: 'starttls' },
      { service: 'pop3-user', user: 'joe@here.test' },
      { service: 'ctrl' },
    ]) {
      const shown = JSON.stringify(answersTo(form, files))
      expect(shown).not.toContain(canary)
      expect(shown).not.toContain(encoded)
      expect(shown).not.toContain('xmail"')
    }
    expect(JSON.stringify(answersTo({ as: 'phone', from: 'joe@here.test' }, files))).toContain('phone')
  })
})

describe('two answers', () => {
  const form = { from: 'a@b.test', to: 'c@d.test' }

  it('differ in nothing where a client hears the same, though another line says so', () => {
    const a = answersTo(form, { 'smtprelay.tab': '"10.0.0.0/8"\n"pc.test/32"\n' })
    const b = answersTo(form, { 'smtprelay.tab': '# moved\n"10.0.0.0/24"\n' })
    expect(findDifferences(a, b)).toEqual([])
    const named = { 'smtprelay.tab': '"pc.test/32"\n' }
    const moved = { 'smtprelay.tab': '# moved\n"pc.test/32"\n' }
    expect(findDifferences(answersTo(form, named), answersTo(form, moved))).toEqual([])
  })

  it('differ in the cases in which a client hears something else, or waits longer', () => {
    const one = answersTo(form)
    const open = answersTo(form, { 'smtprelay.tab': '"10.0.0.0/8"\n' })
    expect(findDifferences(one, open)).toMatchObject([
      { before: { answer: { verdict: 'refused' } }, after: { answer: { verdict: 'accepted' } } },
    ])
    const slow = answersTo(form, { 'spammers.tab': '"10.0.0.0/8"\t"code=-3"\n' })
    expect(findDifferences(one, slow)).toHaveLength(1)
    const lists = { CustMapsList: 'list.test:1' }
    const listed = (files: Files) => answersTo(form, files, lists)
    expect(findDifferences(listed({}), listed({ 'smtprelay.tab': '"10.0.0.0/8"\n' }))).toMatchObject([
      { before: { assumed: [{ given: 'no' }] } },
    ])
  })

  it('cannot be compared case by case where other things count', () => {
    expect(findDifferences(answersTo(form), answersTo(form, {}, { 'SMTP-RDNSCheck': '-3' }))).toBeNull()
  })
})
