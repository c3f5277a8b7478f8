import type { Session } from './open-session'
import { WarmSession } from './warm-session'

/**
 * The signed-in connections that a store keeps: one for its reads and one for its writes. A change can shut this console
 * out, and then the session that wrote it is the only one that can put the old file back; so a read takes it only where
 * there is no other, and gives it back.
 */
export class WarmSessions {
  readonly #forReads: WarmSession
  readonly #forWrites: WarmSession
  #lent: Session | null = null
  #writtenAtMs = Number.NEGATIVE_INFINITY

  constructor(idleMs: number) {
    this.#forReads = new WarmSession(idleMs)
    this.#forWrites = new WarmSession(idleMs)
  }

  /** Whether a read has the session of the writes. */
  get isLent(): boolean {
    return this.#lent !== null
  }

  takeForRead(): Session | null {
    const own = this.#forReads.take()
    if (own) return own
    this.#lent = this.#forWrites.take()
    return this.#lent
  }

  /** Keeps what a read was done on, where it came from. */
  keepFromRead(session: Session): void {
    const home = session === this.#lent ? this.#forWrites : this.#forReads
    if (session === this.#lent) this.#lent = null
    home.keep(session)
  }

  /** How long ago the session of the writes has written something: after a refusal it is not trusted without being asked. */
  get writtenMsAgo(): number {
    return performance.now() - this.#writtenAtMs
  }

  takeForWrite(): Session | null {
    return this.#forWrites.take()
  }

  /** The session of the reads, for good. */
  takeFromReads(): Session | null {
    return this.#forReads.take()
  }

  keepFromWrite(session: Session, hasWritten: boolean): void {
    this.#writtenAtMs = hasWritten ? performance.now() : Number.NEGATIVE_INFINITY
    this.#forWrites.keep(session)
  }

  async close(): Promise<void> {
    await Promise.all([this.#forReads.close(), this.#forWrites.close()])
  }
}
