import { fault } from '@/lib/errors'
import { startDeadline } from '../deadline'
import type { Session } from './open-session'

const QUIT = '"quit"\r\n'

/** How long the answer to `quit` is waited for. Nothing depends on it. */
const QUIT_TIMEOUT_MS = 1_000

/** Says good-bye and closes: a session that only vanishes holds one of the server's threads until it notices. */
export async function quitSession({ wire }: Session): Promise<void> {
  const deadline = startDeadline(QUIT_TIMEOUT_MS)
  wire.obey(deadline)
  void wire.send(QUIT)
  await wire.nextLine()
  deadline.dispose()
  wire.finish()
}

/** A signed-in connection that is kept for the next call, for a while and without holding the process. */
export class WarmSession {
  #kept: { readonly session: Session; readonly timer: NodeJS.Timeout } | null = null
  readonly #idleMs: number

  /** XMail itself closes after 120 s (`-Ct`); `idleMs` must be well below that. */
  constructor(idleMs: number) {
    this.#idleMs = idleMs
  }

  /** Keeps a session whose last answer was read in full. One that is not fit, or not wanted, is closed. */
  keep(session: Session): void {
    const { wire } = session
    if (wire.hasUnread) wire.fail(fault('PROTOCOL_VIOLATION', { reason: 'UNASKED_BYTES' }))
    if (wire.fault) return
    if (this.#kept) {
      void quitSession(session)
      return
    }
    const timer = setTimeout(() => void this.close(), this.#idleMs)
    timer.unref()
    wire.obey(null)
    wire.holdProcess(false)
    wire.onEnd(() => this.#forget(session))
    this.#kept = { session, timer }
  }

  /** The kept session, for one call; null where there is none that is still fit. */
  take(): Session | null {
    const session = this.#kept?.session ?? null
    if (!session) return null
    this.#forget(session)
    session.wire.holdProcess(true)
    // Nobody had asked for anything: whatever this is, it would be taken for the next answer.
    if (session.wire.hasUnread) session.wire.fail(fault('PROTOCOL_VIOLATION', { reason: 'UNASKED_BYTES' }))
    return session.wire.fault ? null : session
  }

  async close(): Promise<void> {
    const session = this.take()
    if (session) await quitSession(session)
  }

  #forget(session: Session): void {
    if (this.#kept?.session !== session) return
    clearTimeout(this.#kept.timer)
    this.#kept = null
  }
}
