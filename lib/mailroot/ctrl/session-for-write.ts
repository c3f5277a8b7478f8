import { type ErrorCode, fault, ok, type Result } from '@/lib/errors'
import { parseReplyLine, REPLY_OK } from '@/lib/xmail/ctrl'
import { type Deadline, startShorterDeadline } from '../deadline'
import { isReply } from './is-reply'
import type { Lane } from './lane'
import { type CtrlTarget, openSession, type Session } from './open-session'
import type { WarmSessions } from './warm-sessions'

/** What a change to ctrl.ipmap.tab, ctrlaccounts.tab, server.tab or server.cert can make of the next attempt to come in. */
const SHUT_OUT: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['REFUSED_BY_IPMAP', 'LOGIN_REFUSED', 'TLS_NOT_OFFERED', 'TLS_FAILED', 'TLS_TOO_OLD'] as const),
  ...(['CERTIFICATE_UNTRUSTED', 'CERTIFICATE_CHANGED'] as const),
])

const NOOP = '"noop"\r\n'

export interface WaysToWrite {
  readonly target: CtrlTarget
  readonly warm: WarmSessions
  /** Where reads take turns. */
  readonly reads: Lane
  /** How long a kept session may take to answer, or a read to give it back. */
  readonly answerMs: number
  /** How long a session that has answered to a write is taken to live, without being asked. */
  readonly freshMs: number
}

/**
 * A session for one write: the one kept from the write before, else a new one. Where the server turns that away, because
 * a change has shut this console out, the one of the reads is the last that can mend it. A kept session must first answer
 * a `noop`, unless it has answered just now: that it has died must show before `cfgfileset`, for after it nothing can be
 * tried again. Errors: those of openSession.
 */
export async function sessionForWrite(ways: WaysToWrite, deadline: Deadline): Promise<Result<Session>> {
  const { target, warm } = ways
  const take = (): Session | null => warm.takeForWrite()
  const kept = warm.isLent ? await betweenReads(ways, deadline, take) : take()
  if (kept && warm.writtenMsAgo < ways.freshMs) {
    kept.wire.obey(deadline)
    return ok(kept)
  }
  if (kept && (await stillAnswers(ways, deadline, kept))) return ok(kept)
  const opened = await openSession(target, deadline)
  if (opened.ok || deadline.cut || !SHUT_OUT.has(opened.error.code)) return opened
  const last = await betweenReads(ways, deadline, () => warm.takeFromReads())
  return last && (await stillAnswers(ways, deadline, last)) ? ok(last) : opened
}

/** Takes a session that a read may have at the moment; null also where that read takes too long. */
async function betweenReads(
  { reads, answerMs }: WaysToWrite,
  deadline: Deadline,
  take: () => Session | null,
): Promise<Session | null> {
  const step = startShorterDeadline(deadline, answerMs)
  const turn = await reads.enter(step)
  step.dispose()
  if (!turn.ok) return null
  const session = take()
  turn.value()
  return session
}

async function stillAnswers(
  { answerMs }: WaysToWrite,
  deadline: Deadline,
  { wire }: Session,
): Promise<boolean> {
  const step = startShorterDeadline(deadline, answerMs)
  wire.obey(step)
  void wire.send(NOOP)
  const line = await wire.nextLine()
  step.dispose()
  if (line.ok && isReply(parseReplyLine(line.value), REPLY_OK) && !wire.hasUnread) {
    wire.obey(deadline)
    return true
  }
  wire.fail(fault('PROTOCOL_VIOLATION', { reason: 'UNEXPECTED_REPLY' }))
  return false
}
