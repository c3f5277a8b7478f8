import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import type { Walk } from '../open-facts'
import { openTable } from '../policy'
import { indexIgnoringCase } from './c-strings'
import { BAD_SEQUENCE } from './replies'
import { note, noteVariable, resetSession, type Session, sendError } from './session'

export const EXTERNAL_AUTHS = 'smtpextauth.tab'
const CLEAR_AUTHS = 'SmtpNoTLSAuths'
const OWN_MECHANISMS = ['LOGIN', 'PLAIN', 'CRAM-MD5'] as const
const MAX_MECHANISMS = 16

export interface ExternalAuth {
  readonly line: number
  readonly mechanism: string
}

export interface EhloReply {
  readonly reply: string
  readonly offers: readonly string[]
}

/** smtpextauth.tab: the lines with a mechanism and a program. */
export function compileExternalAuths(doc: Document): readonly ExternalAuth[] {
  const auths: ExternalAuth[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    if (tokens.length >= 2) auths.push({ line, mechanism: tokens[0] ?? '' })
  }
  return auths
}

/** EHLO and what it offers (semantics.md 6.2). */
export function* ehlo(session: Session): Walk<EhloReply> {
  if (session.state !== 'init' && session.state !== 'helo') {
    resetSession(session)
    return { reply: sendError(session, BAD_SEQUENCE), offers: [] }
  }
  const { vars } = session
  if (vars.text('RootDomain') === null) {
    noteVariable(session, 'RootDomain', { check: 'root-domain', outcome: 'refuses' })
    const words = '451 Requested action aborted: (-100) local error in processing'
    return { reply: sendError(session, words), offers: [] }
  }
  const mechanisms = yield* listMechanisms(session)
  session.state = 'helo'
  const offers = [
    'VRFY',
    'ETRN',
    '8BITMIME',
    'PIPELINING',
    ...(mechanisms.length > 0 ? [`AUTH ${mechanisms.join(' ')}`] : []),
    session.maxBytes === 0n ? 'SIZE' : `SIZE ${session.maxBytes}`,
    ...(!session.tls && vars.flag('EnableSMTP-TLS', true) ? ['STARTTLS'] : []),
  ]
  return { reply: `250 ${offers.at(-1)}`, offers }
}

/** Of external mechanisms all are offered, also those that AUTH then does not know. */
function* listMechanisms(session: Session): Walk<readonly string[]> {
  const external = yield* openTable(session.policy, EXTERNAL_AUTHS, compileExternalAuths)
  const isExternal = external !== null && external.length > 0
  const all = isExternal ? external.map(({ mechanism }) => mechanism) : OWN_MECHANISMS
  const offered = all.filter((mechanism) => isAllowedHere(session, mechanism)).slice(0, MAX_MECHANISMS)
  const file = isExternal ? EXTERNAL_AUTHS : null
  const outcome = offered.length > 0 ? 'grants' : 'grants-nothing'
  note(session, { check: 'auth-offer', outcome, file, detail: { mechanisms: offered.join(' ') } })
  return offered
}

/**
 * Whether SmtpNoTLSAuths lets a mechanism be used on this link. XMail looks for it between commas but tests the wrong
 * place for the one before it, so that of several only the first is ever found.
 */
export function isAllowedHere(session: Session, mechanism: string): boolean {
  const list = session.vars.text(CLEAR_AUTHS)
  if (session.tls || list === null) return true
  let start = 0
  for (;;) {
    const at = indexIgnoringCase(list, mechanism, start)
    if (at < 0) return false
    const end = at + mechanism.length
    const endsThere = end === list.length || list.charAt(end) === ','
    if ((at === start || list.charAt(at) === ',') && endsThere) return true
    start = end
  }
}
