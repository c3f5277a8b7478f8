import { findAccountOrAlias } from '../accounts/find-account'
import { checkAddress, splitAddress } from '../mail-path'
import type { Walk } from '../open-facts'
import { fileExists } from '../policy'
import { commandAliasPath } from './recipient-paths'
import { BAD_ARGUMENTS } from './replies'
import { noteVariable, type Session, sendError } from './session'

/** VRFY (semantics.md 6.2): who may ask, and what an address is. Its refusal, a 252, counts as an error. */
export function* vrfy(session: Session, argument: string): Walk<string> {
  const isAllowed = session.flags.has('vrfy') || session.vars.flag('AllowSmtpVRFY', false)
  noteVariable(session, 'AllowSmtpVRFY', { check: 'vrfy', outcome: isAllowed ? 'grants' : 'refuses' })
  if (!isAllowed) return sendError(session, '252 Argument not checked')
  if (!isOneWord(argument) || (yield* checkAddress(argument)) !== null)
    return sendError(session, BAD_ARGUMENTS)
  const address = yield* splitAddress(argument)
  if (!address) return sendError(session, BAD_ARGUMENTS)
  const account = yield* findAccountOrAlias(session.policy, address.domain, address.name)
  if (account) {
    return `250 ${account.vars.text('RealName') ?? 'Unknown'} <${account.name}@${account.domain}>`
  }
  const isCommand = yield* fileExists(session.policy, commandAliasPath(address.domain, address.name))
  return isCommand
    ? `250 Local account <${argument}>`
    : sendError(session, '550 String does not match anything')
}

/** ETRN (semantics.md 6.2). What it starts, a flush of the queue, is not looked at. */
export function etrn(session: Session, argument: string): string {
  const isAllowed = session.flags.has('etrn') || session.vars.flag('AllowSmtpETRN', false)
  noteVariable(session, 'AllowSmtpETRN', { check: 'etrn', outcome: isAllowed ? 'grants' : 'refuses' })
  if (!isAllowed) return sendError(session, '501 Command not accepted')
  if (!isOneWord(argument)) return sendError(session, BAD_ARGUMENTS)
  return `250 Queueing for '${argument.trim()}' has been started`
}

/** XMail wants the command and one word behind it, divided by blanks alone. */
function isOneWord(argument: string): boolean {
  return argument.split(' ').filter((word) => word !== '').length === 1
}
