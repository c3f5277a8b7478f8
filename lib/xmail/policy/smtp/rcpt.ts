import { atoi } from '@/lib/xmail/net'
import { ALIAS_DOMAINS, DOMAINS, findAliasDomain, findLocalDomain } from '../accounts/domains'
import { type Account, ALIASES, findAccountOrAlias, USERS } from '../accounts/find-account'
import { mayPost } from '../accounts/may-post'
import { readPath, splitAddress } from '../mail-path'
import { askYesNo, type Walk, YES_NO } from '../open-facts'
import { fileExists } from '../policy'
import { checkRelay } from './check-relay'
import { runRecipientFilters } from './recipient-filters'
import { commandAliasPath } from './recipient-paths'
import { BAD_ARGUMENTS, BAD_SEQUENCE } from './replies'
import { note, resetSession, type Session, sendError } from './session'

const BAD_PATH = '501 Syntax error in forward path'

/** RCPT TO (semantics.md 6.7), step by step. A refusal leaves the message open, but for a path that cannot be read. */
export function* rcpt(session: Session, command: string): Walk<string> {
  if (session.state !== 'mail' && session.state !== 'rcpt') {
    note(session, { check: 'sequence', outcome: 'refuses' })
    resetSession(session)
    return sendError(session, BAD_SEQUENCE)
  }
  if ((session.question.maxRecipients ?? 100) <= 0) return sendError(session, '552 Too many recipients')
  const path = yield* readPath(command)
  if ('error' in path) {
    note(session, { check: 'path', outcome: 'refuses' })
    resetSession(session)
    return sendError(session, `${BAD_ARGUMENTS}: (${path.error})`)
  }
  const refused = (yield* checkRecipient(session, path.elements)) ?? (yield* runRecipientFilters(session))
  if (refused !== null) return sendError(session, refused)
  session.state = 'rcpt'
  return '250 OK'
}

/** SMTPCheckForwardPath. Null: nothing in the way. */
function* checkRecipient(session: Session, elements: readonly string[]): Walk<string | null> {
  const last = elements.at(-1)
  const recipient = last === undefined ? null : yield* splitAddress(last)
  if (!recipient) return badPath(session)
  const { name, domain } = recipient
  if (elements.length > 1) {
    const refused = yield* checkRelay(session, domain)
    // The first element of a source route is never an address to XMail, so that none is ever taken.
    return refused ?? ((yield* splitAddress(elements[0] ?? '')) ? null : badPath(session))
  }
  if (yield* isCommandAlias(session, domain, name)) return null
  const local = yield* findLocalDomain(session.policy, domain)
  const outcome = local ? 'grants' : 'grants-nothing'
  note(session, { check: 'local-domain', outcome, file: DOMAINS, line: local?.line ?? null })
  return local ? yield* checkLocal(session, domain, name) : yield* checkRelay(session, domain)
}

function badPath(session: Session): string {
  note(session, { check: 'path', outcome: 'refuses' })
  return BAD_PATH
}

function* isCommandAlias(session: Session, domain: string, name: string): Walk<boolean> {
  const alias = yield* findAliasDomain(session.policy, domain)
  if (alias)
    note(session, { check: 'alias-domain', outcome: 'passes', file: ALIAS_DOMAINS, line: alias.line })
  const path = commandAliasPath(alias?.tokens[1] ?? domain, name)
  const exists = yield* fileExists(session.policy, path)
  if (exists) note(session, { check: 'command-alias', outcome: 'grants', file: path })
  return exists
}

/** A recipient of a local domain: an account, an alias, a list. */
function* checkLocal(session: Session, domain: string, name: string): Walk<string | null> {
  const account = yield* findAccountOrAlias(session.policy, domain, name)
  if (!account) {
    note(session, { check: 'recipient', outcome: 'refuses', file: USERS })
    return `550 Mailbox unavailable <${name}@${domain}>`
  }
  const file = account.aliasLine === null ? USERS : ALIASES
  note(session, { check: 'recipient', outcome: 'passes', file, line: account.aliasLine ?? account.line })
  if (account.vars.int('ReceiveEnable', 1) === 0) {
    noteAccount(session, account, 'receive-enabled', 'ReceiveEnable')
    return `550 Account disabled <${name}@${domain}>`
  }
  return account.isList
    ? yield* checkPosting(session, account, `${name}@${domain}`)
    : yield* checkMailbox(session, account, `${name}@${domain}`)
}

function* checkMailbox(session: Session, account: Account, recipient: string): Walk<string | null> {
  if (atoi(account.vars.text('MaxMBSize') ?? '0') === 0) return null
  const known = session.world.mailboxFull
  const address = `${account.name}@${account.domain}`
  if (!(yield* askYesNo(known, { kind: 'mailbox-full', account: address, answers: YES_NO }))) return null
  noteAccount(session, account, 'mailbox-size', 'MaxMBSize')
  return `552 Requested mail action aborted: exceeded storage allocation - <${recipient}>`
}

function* checkPosting(session: Session, list: Account, recipient: string): Walk<string | null> {
  const { allow, isClosed, file, line } = yield* mayPost(
    session.policy,
    list,
    session.sender,
    session.logonUser,
  )
  if (isClosed) note(session, { check: 'closed-list', outcome: allow ? 'passes' : 'refuses', file, line })
  return allow ? null : `557 Access denied <${recipient}> for user <${session.sender}>`
}

function noteAccount(
  session: Session,
  account: Account,
  check: 'receive-enabled' | 'mailbox-size',
  variable: string,
): void {
  const file = `${account.folder}/user.tab`
  note(session, {
    check,
    outcome: 'refuses',
    file,
    line: account.vars.lineOf(variable),
    detail: { variable },
  })
}
