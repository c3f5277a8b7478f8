import { readPath, splitAddress } from '../mail-path'
import { askYesNo, type Walk, YES_NO } from '../open-facts'
import { openTable } from '../policy'
import { compileSpamAddresses } from '../rules/spam-addresses'
import { indexIgnoringCase } from './c-strings'
import { checkFlags } from './check-flags'
import { popBeforeSmtp } from './pop-before-smtp'
import { BAD_ARGUMENTS, BAD_SEQUENCE } from './replies'
import { note, noteVariable, resetSession, type Session, sendError } from './session'

const SPAM_ADDRESSES = 'spam-address.tab'
const BAD_PATH = '501 Syntax error in return path'

/** MAIL FROM (semantics.md 6.3), step by step. */
export function* mail(session: Session, command: string): Walk<string> {
  if (session.state !== 'helo' && session.state !== 'authenticated') {
    note(session, { check: 'sequence', outcome: 'refuses' })
    resetSession(session)
    return sendError(session, BAD_SEQUENCE)
  }
  const { flags } = session
  if (flags.has('want-tls') && !session.tls && !flags.has('tls-exempt')) {
    note(session, { check: 'want-tls', outcome: 'refuses' })
    return sendError(session, `${BAD_SEQUENCE} (TLS needed for this session)`)
  }
  const path = yield* readPath(command)
  if ('error' in path) return refuse(session, `${BAD_ARGUMENTS}: (${path.error})`, 'path')
  const refused = (yield* checkSender(session, path.elements, command)) ?? checkFlags(session)
  if (refused !== null) return refuse(session, refused)
  session.sender = path.elements[0] ?? ''
  session.state = 'mail'
  return '250 OK'
}

function refuse(session: Session, reply: string, check?: 'path'): string {
  if (check) note(session, { check, outcome: 'refuses' })
  resetSession(session)
  return sendError(session, reply)
}

/** SMTPCheckReturnPath. The null sender is only asked whether there may be one. Null: nothing in the way. */
function* checkSender(session: Session, elements: readonly string[], command: string): Walk<string | null> {
  const [first] = elements
  if (first === undefined) return checkNullSender(session)
  const sender = yield* splitAddress(first)
  if (!sender) {
    note(session, { check: 'path', outcome: 'refuses' })
    return BAD_PATH
  }
  const refused =
    (yield* checkSenderDomain(session, sender.domain)) ?? (yield* checkSpamAddress(session, first))
  if (refused !== null) return refused
  yield* popBeforeSmtp(session, sender)
  return checkSize(session, command)
}

function checkNullSender(session: Session): string | null {
  const isAllowed = session.vars.flag('AllowNullSender', true)
  noteVariable(session, 'AllowNullSender', {
    check: 'null-sender',
    outcome: isAllowed ? 'passes' : 'refuses',
  })
  return isAllowed ? null : BAD_PATH
}

function* checkSenderDomain(session: Session, domain: string): Walk<string | null> {
  const name = 'CheckMailerDomain'
  if (!session.vars.flag(name, false)) return null
  if (session.flags.has('no-sender-check')) {
    noteVariable(session, name, { check: 'sender-domain', outcome: 'skipped' })
    return null
  }
  const known = session.world.senderDomainFound
  const isFound = yield* askYesNo(known, { kind: 'sender-domain', domain, answers: YES_NO })
  const outcome = isFound ? 'passes' : 'refuses'
  noteVariable(session, name, { check: 'sender-domain', outcome, detail: { domain } })
  return isFound ? null : '505 Your domain has no DNS/MX entries'
}

function* checkSpamAddress(session: Session, address: string): Walk<string | null> {
  const table = yield* openTable(session.policy, SPAM_ADDRESSES, compileSpamAddresses)
  const line = table?.find(address) ?? null
  const outcome = !table ? 'absent' : line === null ? 'passes' : 'refuses'
  note(session, { check: 'spam-address', outcome, file: SPAM_ADDRESSES, line })
  if (line === null) return null
  const words = session.vars.text('SmtpMsgIPBanSpamAddress')
  if (words !== null) noteVariable(session, 'SmtpMsgIPBanSpamAddress', { check: 'spam-address', outcome })
  return words ?? '504 You are registered as spammer'
}

/** SMTPCheckMailParams: every ` SIZE=` behind the path is held against the limit. */
function checkSize(session: Session, command: string): string | null {
  const params = command.slice(Math.max(0, command.lastIndexOf('>')))
  const word = ' SIZE='
  if (session.maxBytes === 0n) return null
  for (let at = indexIgnoringCase(params, word, 0); at >= 0; ) {
    const start = at + word.length
    const digits = /^\d+/.exec(params.slice(start))?.[0]
    if (digits !== undefined && session.maxBytes < BigInt(digits)) {
      const detail = { maxBytes: String(session.maxBytes), bytes: digits }
      note(session, { check: 'message-size', outcome: 'refuses', detail })
      return '552 Message exceeds fixed maximum message size'
    }
    at = indexIgnoringCase(params, word, start)
  }
  return null
}
