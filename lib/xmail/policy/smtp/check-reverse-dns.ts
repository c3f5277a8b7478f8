import type { Walk } from '../open-facts'
import { delayBy, noteVariable, type Session } from './session'

const CHECK = 'SMTP-RDNSCheck'

/** SMTP-RDNSCheck (semantics.md 6.1, 5d): a client without a PTR name is flagged or slowed down. */
export function* checkReverseDns(session: Session): Walk<void> {
  const value = session.vars.int(CHECK, 0)
  if (value === 0) return
  const hasName = yield* clientHasName(session)
  const outcome = hasName ? 'passes' : value > 0 ? 'flags' : 'delays'
  noteVariable(session, CHECK, { check: 'reverse-dns', outcome })
  if (outcome === 'flags') session.flags.add('no-rdns')
  if (outcome === 'delays') delayBy(session, value)
}

function* clientHasName(session: Session): Walk<boolean> {
  if (session.hasName !== null) return session.hasName
  const { clientName } = session.world
  if (clientName !== undefined) session.hasName = clientName !== null
  else session.hasName = (yield { kind: 'client-name', names: [], answers: ['other', 'none'] }) !== 'none'
  return session.hasName
}
