import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { findAccount, splitAccountName, USERS } from '../accounts/find-account'
import { lowerAscii } from '../accounts/lookup-table'
import type { Walk } from '../open-facts'
import { openTable } from '../policy'
import type { SignIn } from '../question'
import { compileExternalAuths, EXTERNAL_AUTHS, type ExternalAuth, isAllowedHere } from './ehlo'
import { applyAccount, applyPermissions } from './permissions'
import { BAD_ARGUMENTS, BAD_SEQUENCE } from './replies'
import { note, noteVariable, resetSession, type Session, sendError } from './session'

const LOGINS = 'smtpauth.tab'

export interface Login {
  readonly line: number
  readonly user: string
  readonly password: string
  readonly perms: string
}

/** AUTH by PLAIN, LOGIN or CRAM-MD5 (semantics.md 6.2, 7.4): external program alone, else account, else smtpauth.tab. */
export function* auth(session: Session, signIn: SignIn): Walk<string> {
  const refused = refuseMechanism(session, signIn.mechanism)
  if (refused !== null) return refused
  // LOGIN sends both as lines of their own, and an empty line is no base64 to XMail.
  if (signIn.mechanism === 'LOGIN' && (signIn.user === '' || signIn.password === ''))
    return sendError(session, BAD_ARGUMENTS)
  const external = yield* openTable(session.policy, EXTERNAL_AUTHS, compileExternalAuths)
  const program = external?.find(({ mechanism }) => lowerAscii(mechanism) === lowerAscii(signIn.mechanism))
  const failure = program
    ? yield* runProgram(session, program)
    : (yield* signInAsAccount(session, signIn)) || (yield* signInByTable(session, signIn))
      ? null
      : FAILED
  if (failure !== null) return sendError(session, failure)
  session.logonUser = signIn.user
  session.flags.add('authenticated')
  session.state = 'authenticated'
  return '235 Authentication successful'
}

/** What is said to AUTH before anybody is asked for a name. Null: go on. */
export function refuseMechanism(session: Session, mechanism: string): string | null {
  if (session.state !== 'helo') {
    resetSession(session)
    return sendError(session, BAD_SEQUENCE)
  }
  if (isAllowedHere(session, mechanism)) return null
  noteVariable(session, 'SmtpNoTLSAuths', { check: 'auth-mechanism', outcome: 'refuses' })
  return sendError(session, UNKNOWN_MECHANISM)
}

export const UNKNOWN_MECHANISM = '504 Unrecognized authentication type'

const FAILED = '503 Authentication failed'

/** What an external program answers. Its permissions never arrive (semantics.md 0.8), so that it only signs in. */
function* runProgram(session: Session, { line }: ExternalAuth): Walk<string | null> {
  const answers = ['accepts', 'rejects', 'fails']
  const answer =
    session.world.externalAuth ?? (yield { kind: 'external-auth', file: EXTERNAL_AUTHS, line, answers })
  const outcome = answer === 'accepts' ? 'grants-nothing' : 'refuses'
  note(session, { check: 'external-auth', outcome, file: EXTERNAL_AUTHS, line, detail: { answer } })
  if (answer === 'accepts') return null
  return answer === 'rejects' ? FAILED : '451 Requested action aborted: (-114) local error in processing'
}

/** mailusers.tab: only real names, never aliases; without a domain only where aliasdomain.tab takes everything. */
function* signInAsAccount(session: Session, { user, password }: SignIn): Walk<boolean> {
  const { name, domain } = splitAccountName(user)
  const account = yield* findAccount(session.policy, domain, name)
  const isRight = account !== null && (password === null || password === account.password)
  const outcome = isRight ? 'grants' : 'grants-nothing'
  note(session, { check: 'account-sign-in', outcome, file: USERS, line: account?.line ?? null })
  if (isRight) applyAccount(session, account)
  return isRight
}

function* signInByTable(session: Session, { user, password }: SignIn): Walk<boolean> {
  const logins = yield* openTable(session.policy, LOGINS, compileLogins)
  const found = logins?.find(
    (login) => login.user === user && (password === null || login.password === password),
  )
  const outcome = !logins ? 'absent' : found ? 'grants' : 'grants-nothing'
  note(session, { check: 'smtpauth-sign-in', outcome, file: LOGINS, line: found?.line ?? null })
  if (!found) return false
  note(session, {
    check: 'permissions',
    outcome: 'grants',
    file: LOGINS,
    line: found.line,
    detail: { letters: found.perms },
  })
  applyPermissions(session, found.perms)
  return true
}

/** smtpauth.tab. Lines with fewer than three fields never match (semantics.md 7.4). */
export function compileLogins(doc: Document): readonly Login[] {
  const logins: Login[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    const [user, password, perms] = tokens
    if (user !== undefined && password !== undefined && perms !== undefined)
      logins.push({ line, user, password, perms })
  }
  return logins
}
