import { type Address, formatAddress } from '@/lib/xmail/net'
import {
  answersOf,
  type Decision,
  decideCtrl,
  decideFinger,
  decidePop3,
  decideSmtp,
  type Policy,
  type SmtpQuestion,
  type TraceStep,
  type World,
} from '@/lib/xmail/policy'
import { type QuestionForm, TLS_WAYS } from '@/lib/xmail/simulator'
import type { Gate } from './assertion'
import type { OpenWay } from './state'

/** What one session comes to, by the code that answers sessions. */
export type Played = { readonly question: Partial<QuestionForm> } & (
  | { readonly kind: 'decided'; readonly yes: boolean; readonly trace: readonly TraceStep[] }
  | {
      readonly kind: 'depends'
      readonly ways: readonly (OpenWay & { readonly trace: readonly TraceStep[] })[]
    }
  | { readonly kind: 'unread'; readonly path: string }
)

interface AnyAnswer {
  readonly verdict: 'accepted' | 'refused' | 'closed'
  readonly trace: readonly TraceStep[]
}

/** A message that nobody here sends or gets. */
const STRANGER = 'somebody@elsewhere.example'
const FRIEND = 'friend@elsewhere.example'
/** What a sender can choose, and what a message is not about. Nobody has signed in by POP3 either. */
const ANY_MESSAGE: World = {
  senderDomainFound: true,
  popSignIns: [],
  listedIn: [],
  recipientFilter: 'accepts',
  mailboxFull: false,
}

/** Whether a client is let in to a service. */
export function playGate(policy: Policy, gate: Gate, client: Address): Played {
  const question = { service: gate, client: formatAddress(client) }
  switch (gate) {
    case 'smtp': {
      const decision = decideSmtp(policy, { client }, { listedIn: [] })
      const greets = ({ exchange }: { exchange: readonly { reply: string | null }[] }) =>
        /^220/.test(exchange[0]?.reply ?? '')
      return summarize(decision, question, greets)
    }
    case 'pop3':
      return playPop3(policy, client, question)
    case 'ctrl':
      return summarize(decideCtrl(policy, { client }), question)
    case 'finger':
      return summarize(decideFinger(policy, { client }), question)
  }
}

/** POP3 takes a name of its own that nobody knows to exist; without one it may have no domain to greet by. */
function playPop3(policy: Policy, client: Address, question: Partial<QuestionForm>): Played {
  const named = summarize(decidePop3(policy, { client }), question)
  const nameless = summarize(decidePop3(policy, { client }, { ownName: null }), question)
  if (named.kind !== 'decided' || nameless.kind !== 'decided' || named.yes === nameless.yes) return named
  const ways = [named, nameless].map(({ yes, trace }, at) => {
    const on = { kind: 'own-name', answers: ['yes', 'no'] } as const
    return { assumed: [{ on, given: on.answers[at] ?? 'no' }], holds: yes, trace }
  })
  return { question, kind: 'depends', ways }
}

/** Whether a client may send to other domains without signing in, in any way that is open to it. */
export function playRelay(policy: Policy, client: Address): Played {
  return playWays(policy, [{ client }], ANY_MESSAGE)
}

/** Whether somebody who signs in may, from an address that nothing is held against. */
export function playAccount(
  policy: Policy,
  account: string,
  passwords: readonly (string | null)[],
  client: Address,
): Played {
  const mechanisms = ['PLAIN', 'LOGIN', 'CRAM-MD5'] as const
  const signIns = passwords.flatMap((password) =>
    mechanisms.map((mechanism) => ({ client, signIn: { mechanism, user: account, password } })),
  )
  const knownClient = { clientName: 'client.elsewhere.example', clientNames: [] }
  return playWays(policy, signIns, { ...ANY_MESSAGE, ...knownClient })
}

/** Yes where one way is certain; no where every one is refused for certain; else the first that hangs in the air. */
function playWays(policy: Policy, sessions: readonly SmtpQuestion[], world: World): Played {
  const played: Played[] = []
  for (const session of sessions) {
    for (const tls of TLS_WAYS) {
      for (const from of [STRANGER, '']) {
        const decision = decideSmtp(policy, { ...session, tls, from, rcpt: FRIEND }, world)
        const found = chooseSocket(summarize(decision, questionOf(session, tls, from)))
        if (found.kind === 'decided' && found.yes) return found
        played.push(found)
      }
    }
  }
  const told = played.find(({ kind }) => kind === 'unread') ?? played.find(({ kind }) => kind === 'depends')
  const [first] = played
  if (!first) throw new Error('nothing to play')
  return told ?? first
}

/** Which of the server's addresses it connects to is the client's choice: one that lets it is enough. */
function chooseSocket(played: Played): Played {
  if (played.kind !== 'depends') return played
  const hangsOnSocket = played.ways.every(({ assumed }) =>
    assumed.every(({ on }) => on.kind === 'local-socket'),
  )
  const open = played.ways.find(({ holds }) => holds)
  return hangsOnSocket && open
    ? { question: played.question, kind: 'decided', yes: true, trace: open.trace }
    : played
}

function questionOf({ client, signIn }: SmtpQuestion, tls: string, from: string): Partial<QuestionForm> {
  const form = {
    service: 'smtp',
    client: formatAddress(client),
    tls,
    from: from === '' ? '<>' : from,
    to: FRIEND,
  }
  return signIn ? { ...form, as: signIn.user, auth: signIn.mechanism } : form
}

function summarize<A extends AnyAnswer>(
  decision: Decision<A>,
  question: Partial<QuestionForm>,
  isYes: (answer: A) => boolean = ({ verdict }) => verdict === 'accepted',
): Played {
  const path = neededFile(decision)
  if (path !== null) return { question, kind: 'unread', path }
  const ways = Array.from(answersOf(decision), ({ assumed, answer }) => ({
    assumed,
    holds: isYes(answer),
    trace: answer.trace,
  })).filter(({ assumed }) => !assumed.some(({ on, given }) => on.kind === 'client-name' && given === 'none'))
  // A client without a name is not meant; the last way is the ordinary one.
  const last = ways.at(-1)
  if (!last) throw new Error('a decision without an answer')
  if (ways.every(({ holds }) => holds === last.holds))
    return { question, kind: 'decided', yes: last.holds, trace: last.trace }
  return { question, kind: 'depends', ways }
}

function neededFile<A>(decision: Decision<A>): string | null {
  if (decision.kind === 'needs-file') return decision.path
  if (decision.kind === 'decided') return null
  for (const { decision: next } of decision.branches) {
    const path = neededFile(next)
    if (path !== null) return path
  }
  return null
}
