import { expectedEnds, type RelayCommand } from '@/lib/probe'
import type { Assertion, Gate } from '@/lib/xmail/assertions'
import type { Address } from '@/lib/xmail/net'
import {
  answersOf,
  type Decision,
  decideCtrl,
  decideFinger,
  decidePop3,
  decideSmtp,
  type SmtpAnswer,
} from '@/lib/xmail/policy'
import type { TrickLines } from '@/lib/xmail/relay-tricks'
import type { Expectation, Outcome, Skip } from './probe'
import type { Side } from './sides'

/** A server may wait between commands (semantics.md 4.1); longer than this nobody waits here for what it then says. */
const LONGEST_DELAY_SECONDS = 8

/** Whether a service lets this console in, before anybody signs in. Rejects with UnreadableFile. */
export async function expectGate(side: Side, gate: Gate, client: Address): Promise<Expectation> {
  if (gate === 'smtp') {
    const decision = await side.decide((policy) => decideSmtp(policy, { client }))
    return summarize(decision, ({ exchange }) => greeted(/^2/.test(exchange[0]?.reply ?? '')))
  }
  if (gate === 'pop3') {
    const decision = await side.decide((policy) => decidePop3(policy, { client }))
    return summarize(decision, ({ exchange }) => greeted(/^\+OK/.test(exchange[0]?.reply ?? '')))
  }
  if (gate === 'ctrl') {
    const decision = await side.decide((policy) => decideCtrl(policy, { client }))
    return summarize(decision, ({ verdict }) => greeted(verdict === 'accepted'))
  }
  const decision = await side.decide((policy) => decideFinger(policy, { client }))
  return summarize(decision, ({ verdict }) => (verdict === 'accepted' ? 'answering' : 'silent'))
}

/** How far mail from this console gets, up to RCPT TO. Rejects with UnreadableFile. */
export async function expectMail(
  side: Side,
  lines: TrickLines,
  client: Address,
): Promise<Expectation | Skip> {
  const question = { client, from: lines.from, rcpt: lines.rcpt }
  const decision = await side.decide((policy) => decideSmtp(policy, question))
  if (longestDelay(decision) > LONGEST_DELAY_SECONDS) return 'slow'
  const outcomes = expectedEnds(decision).map(({ command, reply }) => mailOutcome(command, reply))
  return { outcomes: [...new Set(outcomes)], isOpen: isOpen(decision) }
}

/** Where a session ended, in a word. */
export function mailOutcome(command: RelayCommand, reply: string | null): Outcome {
  if (command === 'rcpt') return reply?.startsWith('2') ? 'taken' : 'refused'
  if (command === 'mail') return 'senderRefused'
  return command === 'ehlo' ? 'helloRefused' : 'notGreeted'
}

function greeted(yes: boolean): Outcome {
  return yes ? 'greeted' : 'notGreeted'
}

const MAY: Readonly<Record<Assertion['kind'], readonly Outcome[]>> = {
  relay: ['taken'],
  gate: ['greeted', 'answering'],
  sender: [],
  account: [],
}

/**
 * What a sentence says of this console, where it may or may not; `files`: what the files lead to expect of the same probe.
 * Where those say otherwise, somebody has applied it so, and nothing is to be proved.
 */
export function expectSentence(
  kind: Assertion['kind'],
  may: boolean,
  files: Expectation,
): Expectation | Skip {
  const agrees = (outcome: Outcome) => MAY[kind].includes(outcome) === may
  if (files.outcomes.every(agrees)) return files
  return files.outcomes.some(agrees) ? 'unclear' : 'overridden'
}

function summarize<A>(decision: Decision<A>, tell: (answer: A) => Outcome): Expectation {
  const outcomes = Array.from(answersOf(decision), ({ answer }) => tell(answer))
  return { outcomes: [...new Set(outcomes)], isOpen: isOpen(decision) }
}

function isOpen<A>(decision: Decision<A>): boolean {
  return decision.kind !== 'decided' || decision.indifferent.length > 0
}

function longestDelay(decision: Decision<SmtpAnswer>): number {
  return Math.max(0, ...Array.from(answersOf(decision), ({ answer }) => answer.delaySeconds))
}
