import type { Result } from '@/lib/errors'
import type { Deadline } from '../deadline'
import { type CtrlTarget, openSession, type Session } from './open-session'
import type { WarmSessions } from './warm-sessions'

/** Commands that change nothing, and how their answers are taken. A taker that gives up fails the wire. */
export interface Question<T> {
  /** Complete lines; sent in one write. */
  readonly commands: string
  take(session: Session): Promise<Result<T>>
}

/**
 * Asks on a warm session, or else on a new one, where the commands travel with the login. If the connection was lost
 * before a word of an answer came, it is asked once more on a new connection, with the login on its own: a warm session
 * may have been closed meanwhile, and a server that refuses the login while commands wait behind it resets the
 * connection, which can swallow its refusal. The session is kept warm afterwards.
 */
export async function ask<T>(
  target: CtrlTarget,
  warm: WarmSessions,
  question: Question<T>,
  deadline: Deadline,
): Promise<Result<T>> {
  let hasLost = false
  const next = (): Session | null => (deadline.cut ? null : warm.takeForRead())
  for (let kept = next(); kept; kept = next()) {
    const heardBefore = kept.wire.receivedBytes
    kept.wire.obey(deadline)
    void kept.wire.send(question.commands)
    const result = await takeAndKeep(kept, warm, question)
    if (!isLost(result) || kept.wire.receivedBytes > heardBefore) return result
    hasLost = true
  }
  if (!hasLost) {
    const session = await openSession(target, deadline, question.commands)
    if (session.ok) return takeAndKeep(session.value, warm, question)
    if (!isLost(session)) return session
  }
  const session = await openSession(target, deadline)
  if (!session.ok) return session
  void session.value.wire.send(question.commands)
  return takeAndKeep(session.value, warm, question)
}

async function takeAndKeep<T>(
  session: Session,
  warm: WarmSessions,
  question: Question<T>,
): Promise<Result<T>> {
  const result = await question.take(session)
  warm.keepFromRead(session)
  return result
}

function isLost(result: Result<unknown>): boolean {
  return !result.ok && result.error.code === 'CONNECTION_LOST'
}
