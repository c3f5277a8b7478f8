import { type Deadline, startDeadline } from '../deadline'
import { Trouble } from '../folder/disk'
import type { DiskSource, Reached } from '../folder/folder-store'
import { waitUnder } from '../folder/wait-under'
import { sftpDisk } from './sftp-disk'
import type { SftpSession } from './sftp-session'

/** One attempt to connect, shared by every call that came meanwhile. It ends when none of them waits for it any more. */
interface Attempt {
  readonly session: Promise<SftpSession>
  readonly controller: AbortController
  waiting: number
}

/** Keeps one connection for all calls, makes it when there is none, and makes it again when it was dead. */
export class SessionKeeper implements DiskSource {
  readonly #open: (deadline: Deadline) => Promise<SftpSession>
  readonly #timeoutMs: number
  #session: SftpSession | null = null
  #attempt: Attempt | null = null
  /** Counts closings: a call that a closing has cut off must not connect again. */
  #closings = 0

  constructor(open: (deadline: Deadline) => Promise<SftpSession>, timeoutMs: number) {
    this.#open = open
    this.#timeoutMs = timeoutMs
  }

  async use<T>(deadline: Deadline, work: (reached: Reached) => Promise<T>): Promise<T> {
    const closings = this.#closings
    const kept = this.#session?.isUsable ? this.#session : null
    if (!kept) return visit(await this.#connect(deadline), work)
    try {
      return await visit(kept, work)
    } catch (caught) {
      // A server, or a firewall between, may have dropped a connection that was idle, without a word.
      const wasDead = caught instanceof Trouble && caught.fault.code === 'CONNECTION_LOST'
      if (!wasDead || deadline.cut || closings !== this.#closings) throw caught
      return visit(await this.#connect(deadline), work)
    }
  }

  async close(): Promise<void> {
    this.#closings++
    this.#attempt?.controller.abort()
    this.#attempt = null
    this.#session?.end()
    this.#session = null
  }

  async #connect(deadline: Deadline): Promise<SftpSession> {
    if (deadline.cut) throw new Trouble(deadline.cut)
    if (this.#session?.isUsable) return this.#session
    this.#attempt ??= this.#startAttempt()
    const attempt = this.#attempt
    attempt.waiting++
    try {
      return await waitUnder(deadline, attempt.session)
    } finally {
      attempt.waiting--
      if (attempt.waiting === 0) this.#abandon(attempt)
    }
  }

  /** Does nothing to one that has succeeded. */
  #abandon(attempt: Attempt): void {
    if (this.#attempt === attempt) this.#attempt = null
    attempt.controller.abort()
  }

  #startAttempt(): Attempt {
    const controller = new AbortController()
    const deadline = startDeadline(this.#timeoutMs, controller.signal)
    const opening = this.#open(deadline)
    const attempt: Attempt = { session: opening, controller, waiting: 0 }
    const forget = (): void => {
      deadline.dispose()
      if (this.#attempt === attempt) this.#attempt = null
    }
    opening.then((session) => {
      forget()
      // Nobody waits any more, or the store was closed.
      if (controller.signal.aborted) session.end()
      else this.#session = session
    }, forget)
    return attempt
  }
}

async function visit<T>(session: SftpSession, work: (reached: Reached) => Promise<T>): Promise<T> {
  try {
    const distrust = (): void => session.retire()
    return await session.lend(() => work({ disk: sftpDisk(session), identity: session.identity, distrust }))
  } catch (caught) {
    // It may never answer again. Those who use it may wait as long as they like; new calls get a new one.
    if (caught instanceof Trouble && caught.fault.code === 'TIMED_OUT') session.retire()
    throw caught
  }
}
