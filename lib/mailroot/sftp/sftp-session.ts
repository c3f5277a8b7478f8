import type { SFTPWrapper } from 'ssh2'
import { fault } from '@/lib/errors'
import { Trouble } from '../folder/disk'
import type { StoreIdentity } from '../store'
import type { Dialled } from './dial'
import { statusFault } from './ssh-fault'

/** How long a connection that nobody uses is kept. A person clicks again within seconds; a server counts sessions. */
const IDLE_MS = 20_000

type Done<T> = (cause?: Error | null, value?: T) => void

/**
 * A connection in use by any number of calls at once. When it dies, every question on the way is answered with
 * CONNECTION_LOST: ssh2 alone leaves some without an answer.
 */
export class SftpSession {
  readonly identity: StoreIdentity
  readonly #dialled: Dialled
  readonly #waiting = new Set<(unanswered: Trouble) => void>()
  #isLost = false
  #isRetired = false
  #isEnded = false
  #users = 0
  #idle: NodeJS.Timeout | null = null

  constructor(dialled: Dialled, identity: StoreIdentity) {
    this.identity = identity
    this.#dialled = dialled
    const onLost = (): void => this.#lose()
    dialled.socket.once('end', onLost).once('close', onLost)
    // The channel can end by itself. Its errors must have a listener, or they end the process.
    dialled.sftp.on('end', onLost).on('close', onLost).on('error', onLost)
  }

  /** Whether new calls may be begun on it. */
  get isUsable(): boolean {
    return !this.#isLost && !this.#isRetired
  }

  /** Lets `work` use the connection, and keeps it from being closed meanwhile. */
  async lend<T>(work: () => Promise<T>): Promise<T> {
    this.#users++
    if (this.#idle) clearTimeout(this.#idle)
    this.#dialled.socket.ref()
    try {
      return await work()
    } finally {
      this.#users--
      if (this.#users === 0) this.#rest()
    }
  }

  /** Not for new calls any more; ends with the last one that uses it. For a server that has stopped answering. */
  retire(): void {
    this.#isRetired = true
    if (this.#users === 0) this.end()
  }

  end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    if (this.#idle) clearTimeout(this.#idle)
    this.#dialled.end()
    this.#lose()
  }

  /**
   * One request. Troubles: what its status means (statusFault), or CONNECTION_LOST, `unanswered` if it had been sent.
   * Many may be on their way at once; a server answers those for one file in their order.
   */
  ask<T = void>(send: (sftp: SFTPWrapper, done: Done<T>) => void): Promise<T> {
    if (this.#isLost) return Promise.reject(lost(false))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject)
      const done: Done<T> = (cause, value) => {
        this.#waiting.delete(reject)
        if (cause) reject(troubleOf(cause))
        else resolve(value as T)
      }
      try {
        send(this.#dialled.sftp, done)
      } catch (caught) {
        this.#waiting.delete(reject)
        throw caught
      }
    })
  }

  /** A request whose answer matters to nobody. */
  tell(send: (sftp: SFTPWrapper, done: () => void) => void): void {
    if (!this.#isLost) send(this.#dialled.sftp, () => {})
  }

  #lose(): void {
    if (this.#isLost) return
    this.#isLost = true
    for (const reject of this.#waiting) reject(lost(true))
    this.#waiting.clear()
  }

  #rest(): void {
    // Questions without an answer, and nobody left who waits for one: a call has given up. Whether the server is slow
    // or gone cannot be told, and the next call should not have to find out.
    if (!this.isUsable || this.#waiting.size > 0) {
      this.end()
      return
    }
    this.#idle = setTimeout(() => this.end(), IDLE_MS)
    // A program that is done must not wait for this.
    this.#idle.unref()
    this.#dialled.socket.unref()
  }
}

function lost(unanswered: boolean): Trouble {
  return new Trouble(fault('CONNECTION_LOST', { reason: 'SSH_SFTP' }), unanswered)
}

/** A status has a number; without one ssh2 means that no answer will come. */
function troubleOf(cause: Error): Trouble {
  return 'code' in cause && typeof cause.code === 'number' ? new Trouble(statusFault(cause.code)) : lost(true)
}
