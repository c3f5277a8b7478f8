import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import { lowerAscii } from '../accounts/lookup-table'
import type { Walk } from '../open-facts'
import { fileExists, openTable } from '../policy'
import { note, type ServiceSession } from './service-session'

/**
 * userauth/pop3 (semantics.md 7.6): the domain's own file, else the one for all. A program that accepts takes the place
 * of the password; one that rejects or cannot be run ends the sign-in.
 */
export function* runPop3Program(
  session: ServiceSession,
  domain: string,
): Walk<'grants' | 'refuses' | 'absent'> {
  const own = `userauth/pop3/${domain}.tab`
  const file = (yield* fileExists(session.policy, own)) ? own : 'userauth/pop3/.tab'
  const line = yield* openTable(session.policy, file, findProgram)
  if (line === null || line < 0) return 'absent'
  const answers = ['accepts', 'rejects', 'fails']
  const answer = session.world.externalAuth ?? (yield { kind: 'external-auth', file, line, answers })
  const outcome = answer === 'accepts' ? 'grants' : 'refuses'
  note(session, { check: 'external-auth', outcome, file, line, detail: { answer } })
  return outcome
}

/** The first line for signing in, -1 where there is none. */
function findProgram(doc: Document): number {
  for (const { line, tokens } of dataChunks(doc)) {
    if (tokens.length >= 2 && lowerAscii(tokens[0] ?? '') === 'userauth') return line
  }
  return -1
}
