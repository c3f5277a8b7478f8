import {
  type Decision,
  decideCtrl,
  decideFinger,
  decidePop3,
  decideSmtp,
  type Exchange,
  type Policy,
  type ServiceAnswer,
  type SmtpAnswer,
  type TraceStep,
  type World,
} from '@/lib/xmail/policy'
import type { Question } from './question'

/** What a server says to a question, whatever its service. */
export interface Answer {
  /** `closed`: the server hangs up without a word that says why. */
  readonly verdict: 'accepted' | 'refused' | 'closed'
  /** The place in `exchange` of the command that decided. */
  readonly decidedBy: number
  readonly exchange: readonly Exchange[]
  readonly delaySeconds: number
  readonly trace: readonly TraceStep[]
}

/** Puts a question to a policy. A sign-in is taken to have the right password: nobody types one here. */
export function askPolicy(policy: Policy, question: Question): Decision<Answer> {
  const { client, ptr, suppose: supposed } = question
  const world: World = { supposed, ...(ptr !== undefined && { clientName: ptr }) }
  switch (question.service) {
    case 'smtp':
      return askSmtp(policy, question, world)
    case 'pop3':
      return mapAnswers(decidePop3(policy, { client }, world), fromService)
    case 'pop3-user':
      return mapAnswers(decidePop3(policy, { client, user: question.user }, world), fromService)
    case 'ctrl':
      return mapAnswers(decideCtrl(policy, { client }, world), fromService)
    case 'finger':
      return mapAnswers(decideFinger(policy, { client }, world), fromService)
  }
}

function askSmtp(policy: Policy, question: Question, world: World): Decision<SmtpAnswer> {
  const { client, listener, tls, as, auth, from, to } = question
  const signIn = as === null ? null : { mechanism: auth, user: as, password: null }
  const asked = { client, local: listener ?? undefined, tls, signIn, from, rcpt: to }
  return decideSmtp(policy, asked, world)
}

function fromService({ verdict, exchange, delaySeconds, trace }: ServiceAnswer): Answer {
  const decidedBy = exchange.length - 1
  const isSilent = verdict === 'refused' && exchange[decidedBy]?.reply === null
  return { verdict: isSilent ? 'closed' : verdict, decidedBy, exchange, delaySeconds, trace }
}

function mapAnswers<A, B>(decision: Decision<A>, change: (answer: A) => B): Decision<B> {
  switch (decision.kind) {
    case 'needs-file':
      return decision
    case 'decided':
      return { ...decision, answer: change(decision.answer) }
    case 'depends': {
      const branches = decision.branches.map(({ given, decision: next }) => ({
        given,
        decision: mapAnswers(next, change),
      }))
      return { ...decision, branches }
    }
  }
}
