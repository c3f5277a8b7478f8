import { parseAddress } from '@/lib/xmail/net'
import {
  type Decision,
  decideCtrl,
  decideFinger,
  decidePop3,
  decideSmtp,
  type Policy,
  type SmtpQuestion,
  type World,
} from '@/lib/xmail/policy'
import { compareResults, type Result, shownGreeting, smtpResult } from './compare-results'
import type { GateVector, Pop3Vector, SessionCheck, SessionVector, VectorFile } from './read-vectors'
import { ACCOUNT, ACCOUNT_GATE, clientOf, vectorPolicy } from './vector-root'

/** One check of a file of vectors. `differences`: what is not as it was measured; empty: it passed. */
export interface Outcome {
  readonly section: 'gates' | 'sessions' | 'pop3'
  readonly label: string
  readonly differences: readonly string[]
  /** What it was measured on, for a person who looks into a difference. */
  readonly on: unknown
}

/** Nothing of this came into the measurements, or the vector says what it was. */
const QUIET: World = {
  clientName: null,
  clientNames: [],
  listedIn: [],
  senderDomainFound: false,
  popSignIns: [],
}

export function* checkVectors(file: VectorFile): Generator<Outcome> {
  for (const [index, gate] of file.gates.entries()) yield* checkGate(gate, index)
  for (const [index, session] of file.sessions.entries()) yield* checkSession(session, index)
  for (const [index, pop3] of file.pop3.entries()) yield* checkPop3(pop3, index)
}

function* checkGate(gate: GateVector, index: number): Generator<Outcome> {
  const policy = vectorPolicy({}, {}, { [gate.file]: gate.text })
  for (const { client, outcome, reply } of gate.checks) {
    const found = connect(policy, gate.service, client)
    const expected: Result = { outcome, ...(outcome === 'refuse' ? { reply: reply ?? null } : {}) }
    const label = `gates[${index}] ${gate.file} ${client}`
    yield { section: 'gates', label, differences: compareResults(expected, found), on: gate.text }
  }
}

function connect(policy: Policy, service: string, clientText: string): Result {
  const client = clientOf(clientText)
  const decide = { pop3: decidePop3, ctrl: decideCtrl, finger: decideFinger }[service]
  const decision = decide ? decide(policy, { client }, QUIET) : decideSmtp(policy, { client }, QUIET)
  if (decision.kind !== 'decided') return { outcome: decision.kind }
  const [first] = decision.answer.exchange
  return first?.closes ? { outcome: 'refuse', reply: first.reply } : { outcome: 'accept' }
}

function* checkSession(session: SessionVector, index: number): Generator<Outcome> {
  const isPlain = session.userPerms === undefined
  const vars = { ...(isPlain ? { DefaultSmtpPerms: 'MRVZ' } : {}), ...session.vars }
  const userPerms = session.userPerms === undefined ? 'MRV' : session.userPerms
  const policy = vectorPolicy(vars, { SmtpPerms: userPerms }, session.files)
  for (const check of session.checks) {
    const decision = decideSmtp(policy, questionOf(check, isPlain), worldOf(check))
    const found = decision.kind === 'decided' ? smtpResult(decision.answer) : undecided(decision)
    const label = `sessions[${index}] ${check.client} ${check.from} ${check.rcpt}`
    const differences = compareResults(check.result, found)
    yield { section: 'sessions', label, differences, on: { check, vars, userPerms, files: session.files } }
  }
}

function undecided(decision: Decision<unknown>): Result {
  return { greeting: JSON.stringify(decision.kind === 'depends' ? decision.on : decision) }
}

function questionOf(check: SessionCheck, isPlain: boolean): SmtpQuestion {
  const client = clientOf(check.client)
  const local = parseAddress(client.version === 4 ? '192.0.2.7' : '2001:db8::7')
  return {
    client,
    ...(!isPlain && local.ok ? { local: { address: local.value, port: 2525 } } : {}),
    tls: check.tls ? 'starttls' : 'none',
    signIn: check.auth ? { mechanism: 'PLAIN', user: check.auth[0], password: check.auth[1] } : null,
    vrfy: check.vrfy ? ACCOUNT : null,
    from: check.from,
    rcpt: check.rcpt,
  }
}

function worldOf(check: SessionCheck): World {
  return {
    ...QUIET,
    clientName: check.ptr ?? null,
    listedIn: check.listed ?? [],
    senderDomainFound: check.mailDomain === 'mx' || check.mailDomain === 'a',
    popSignIns: check.popFirst ? [ACCOUNT] : [],
  }
}

function* checkPop3(pop3: Pop3Vector, index: number): Generator<Outcome> {
  const files = { 'pop3.ipmap.tab': pop3.global, [ACCOUNT_GATE]: pop3.account }
  const policy = vectorPolicy({}, { PopEnable: pop3.popEnable }, files)
  for (const { client, user, pass, result } of pop3.checks) {
    const decision = decidePop3(policy, { client: clientOf(client), user, password: pass }, QUIET)
    const label = `pop3[${index}] ${client} ${user}`
    if (decision.kind !== 'decided') {
      yield { section: 'pop3', label, differences: [decision.kind], on: pop3 }
      continue
    }
    const replyTo = (command: string) =>
      shownGreeting(decision.answer.exchange.find((each) => each.command === command)?.reply)
    const found: Result = { greeting: replyTo('connect'), pass: replyTo('pass') }
    yield { section: 'pop3', label, differences: compareResults(result, found), on: pop3 }
  }
}
