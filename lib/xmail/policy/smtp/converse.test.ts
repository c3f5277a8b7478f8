import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INDEXED_FILES } from '@/test/support/random-mail-root'
import { randomSession } from '@/test/support/random-sessions'
import { decideSmtp } from '../decide-smtp'
import type { Policy } from '../policy'
import type { SmtpQuestion } from '../question'
import { addressOf, policyOf, QUIET } from '../testing/policy-of'
import { greetSmtp, hearSmtp, type SmtpTurn, signInSmtp, type Talk } from './converse'

const SEED = Number(process.env.SEED ?? 20261124)
type Answered = Extract<SmtpTurn, { kind: 'answer' }>

describe(`a session by turns (seed ${SEED})`, () => {
  it('goes as the same session decided at once', () => {
    let accepted = 0
    const run = fc.property(randomSession, ({ vars, files, peer, question: asked }) => {
      const domains = { RootDomain: 'xmailserver.test', SmtpServerDomain: 'xmailserver.test' }
      const policy = policyOf({ ...domains, ...vars }, { ...INDEXED_FILES, ...files })
      const client = addressOf(peer)
      const local = { address: addressOf('127.0.0.1'), port: 25 }
      const question: SmtpQuestion = { ...asked, client, local, signIn: asked.signIn && { ...asked.signIn } }
      const decision = decideSmtp(policy, question, QUIET)
      if (decision.kind !== 'decided') return fc.pre(false)
      if (decision.answer.verdict === 'accepted') accepted++
      expect(talk(policy, question)).toEqual(
        decision.answer.exchange.map(({ reply, closes }) => ({ reply, closes })),
      )
    })
    fc.assert(run, { seed: SEED, numRuns: 400 })
    // Otherwise the sessions would be so odd that little is tried.
    expect(accepted).toBeGreaterThan(10)
  })

  it('resets, quits, and takes no mail', () => {
    const policy = policyOf()
    let talked = greeting(policy)
    const say = (line: string) => {
      const turn = hearSmtp(talked, policy, line)
      if (turn.kind !== 'answer') throw new Error(turn.kind)
      talked = turn.talk
      return turn.lines
    }
    expect(say('HELO')).toEqual(['501 Syntax error in parameters or arguments'])
    expect(say('helo a')).toEqual(['250 here.test'])
    expect(say('DATA')).toEqual(['503 Bad sequence of commands'])
    expect(say('MAIL FROM:<a@b.test>')).toEqual(['250 OK'])
    expect(say('RSET')).toEqual(['250 OK'])
    expect(say('RCPT TO:<a@b.test>')).toEqual(['503 Bad sequence of commands'])
    expect(say('NOOP')).toEqual(['250 OK'])
    expect(say('DATAX')).toEqual(['500 Syntax error, command unrecognized'])
    expect(say('AUTH CRAM-MD5')).toEqual(['504 Unrecognized authentication type'])
    expect(say('AUTH PLAIN')).toEqual(['501 Syntax error in parameters or arguments'])
    expect(say('QUIT')).toEqual(['221 [XMail 1.27 ESMTP Server] service closing transmission channel'])
    expect(talked.state).toBe('exit')
  })

  it('asks for a file that nobody has read, and is none the further for it', () => {
    const turn = greetSmtp(policyOf({}, {}, 'unread'), { client: addressOf('192.0.2.1') }, QUIET)
    expect(turn).toEqual({ kind: 'needs-file', path: 'smtp.ipprop.tab' })
  })
})

function greeting(policy: Policy): Talk {
  const turn = greetSmtp(policy, { client: addressOf('192.0.2.1') }, QUIET)
  if (turn.kind !== 'answer') throw new Error(turn.kind)
  return turn.talk
}

/** The question's commands one after the other, as a client would send them. */
function talk(policy: Policy, question: SmtpQuestion) {
  const { tls, signIn, vrfy, etrn, from, rcpt, sizeBytes } = question
  const lines = [
    'EHLO client',
    ...(tls === 'starttls' ? ['STARTTLS', 'EHLO client'] : []),
    ...(signIn ? [`AUTH ${signIn.mechanism} dummy`] : []),
    ...(vrfy != null ? [`VRFY ${vrfy}`] : []),
    ...(etrn != null ? [`ETRN ${etrn}`] : []),
    ...(from != null ? [`MAIL FROM:<${from}>${sizeBytes == null ? '' : ` SIZE=${sizeBytes}`}`] : []),
    ...(rcpt != null ? [`RCPT TO:<${rcpt}>`] : []),
  ]
  let turn = must(greetSmtp(policy, question, QUIET))
  const answers = [shown(turn)]
  for (const line of lines) {
    if (turn.closes) break
    const heard = hearSmtp(turn.talk, policy, line)
    turn = must(heard.kind === 'sign-in' && signIn ? signInSmtp(heard.talk, policy, signIn) : heard)
    answers.push(shown(turn))
  }
  return answers
}

function must(turn: SmtpTurn): Answered {
  if (turn.kind !== 'answer') throw new Error(JSON.stringify(turn))
  return turn
}

function shown({ lines, closes }: Answered) {
  return { reply: lines.at(-1) ?? null, closes }
}
