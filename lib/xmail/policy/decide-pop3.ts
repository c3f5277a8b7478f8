import { errorText } from '@/lib/xmail/ctrl'
import { findDomainOf } from './accounts/domains'
import { type Account, findAccount, splitAccountName, USERS } from './accounts/find-account'
import type { Decision } from './decision'
import { ask, type Walk } from './open-facts'
import { openTable, type Policy } from './policy'
import type { Pop3Question, World } from './question'
import { readServerVariables, type ServerVariables } from './server-variables'
import { passGate } from './services/pass-gate'
import { runPop3Program } from './services/pop3-program'
import {
  decideService,
  note,
  reply,
  type ServiceAnswer,
  type ServiceSession,
} from './services/service-session'

const BAD_SIGN_IN = '-ERR Invalid auth or access denied'
const BAD_SYNTAX = '-ERR Invalid syntax'
const DEFAULT_WAIT_SECONDS = 5

/**
 * What XMail answers to a POP3 client (semantics.md 2.4): the global gate, and where somebody signs in by USER and PASS
 * the account's own. A denial there cannot be told from a wrong password.
 */
export function decidePop3(
  policy: Policy,
  question: Pop3Question,
  world: World = {},
): Decision<ServiceAnswer> {
  return decideService(policy, question.client, world, function* (session) {
    const vars = yield* greet(session)
    if (!vars) return false
    return question.user == null ? true : yield* signIn(session, vars, question, question.user)
  })
}

/** Null: refused. */
function* greet(session: ServiceSession): Walk<ServerVariables | null> {
  if (!(yield* passGate(session, 'pop3.ipmap.tab'))) return refuse(session, 130)
  const vars = yield* openTable(session.policy, 'server.tab', readServerVariables)
  if (!vars) {
    note(session, { check: 'settings', outcome: 'refuses', file: 'server.tab' })
    return refuse(session, 15)
  }
  if (hasNoDomain(session, vars)) return refuse(session, 38)
  reply(session, 'connect', '', '+OK <TIMESTAMP> [XMail 1.27 POP3 Server] service ready; DATE')
  return vars
}

/** Nothing that could be the domain of users who name none. A server's own name that is open is taken to exist. */
function hasNoDomain({ world }: ServiceSession, vars: ServerVariables): boolean {
  const set = vars.text('POP3Domain')
  const hasOwn = set === null && world.ownName !== null
  return !set && !hasOwn && vars.text('RootDomain') === null
}

function refuse(session: ServiceSession, errorNumber: number): null {
  reply(session, 'connect', '', `-ERR ${errorText(-errorNumber)}`, { closes: true })
  return null
}

function* signIn(
  session: ServiceSession,
  vars: ServerVariables,
  question: Pop3Question,
  user: string,
): Walk<boolean> {
  if (!isOneWord(user)) {
    reply(session, 'user', `USER ${user}`, BAD_SYNTAX)
    return false
  }
  const typed = splitAccountName(user.replaceAll(' ', ''))
  const domain = typed.domain || (yield* defaultDomain(session, vars))
  reply(session, 'user', `USER ${user}`, `+OK Password required for ${typed.name}@${domain}`)
  const password = question.password ?? null
  if (password !== null && !isOneWord(password)) {
    reply(session, 'pass', 'PASS', BAD_SYNTAX)
    return false
  }
  const isIn = yield* checkAccount(session, domain, typed.name, password?.replaceAll(' ', '') ?? null)
  const closes = !isIn && question.closesOnBadSignIn === true
  const waits = isIn || closes ? 0 : (question.badSignInWaitSeconds ?? DEFAULT_WAIT_SECONDS)
  const text = isIn ? '+OK Maildrop has N messages (M bytes)' : BAD_SIGN_IN
  reply(session, 'pass', 'PASS', text, { delaySeconds: waits, closes })
  return isIn
}

/** XMail divides a command at blanks and wants one word behind it. */
function isOneWord(text: string): boolean {
  return /^ *[^ ]+ *$/.test(text)
}

/** The domain of a user who names none: POP3Domain, the server's own name, RootDomain. */
function* defaultDomain(session: ServiceSession, vars: ServerVariables): Walk<string> {
  const set = vars.text('POP3Domain')
  if (set !== null && set !== '') return set
  const root = vars.text('RootDomain') ?? ''
  const { ownName } = session.world
  if (set === null && ownName) return yield* findDomainOf(session.policy, ownName)
  if (set !== null || ownName === null) return root
  const answer = yield* ask({ kind: 'own-name', answers: ['yes', 'no'] })
  return answer === 'no' ? root : 'NAME'
}

/** UPopBuildSession, behind an external program that can take the password's place. */
function* checkAccount(
  session: ServiceSession,
  domain: string,
  name: string,
  password: string | null,
): Walk<boolean> {
  const program = yield* runPop3Program(session, domain)
  if (program === 'refuses') return false
  const account = yield* findAccount(session.policy, domain, name)
  const outcome = account ? 'passes' : 'refuses'
  note(session, { check: 'recipient', outcome, file: USERS, line: account?.line ?? null })
  if (!account || !isEnabled(session, account)) return false
  if (!(yield* passGate(session, `${account.folder}/pop3.ipmap.tab`, 'account-ip-map'))) return false
  if (program === 'grants') return true
  const isRight = password === null || password === account.password
  note(session, {
    check: 'password',
    outcome: isRight ? 'grants' : 'refuses',
    file: USERS,
    line: account.line,
  })
  return isRight
}

function isEnabled(session: ServiceSession, account: Account): boolean {
  if (account.vars.int('PopEnable', 1) !== 0) return true
  const file = `${account.folder}/user.tab`
  note(session, { check: 'pop-enabled', outcome: 'refuses', file, line: account.vars.lineOf('PopEnable') })
  return false
}
