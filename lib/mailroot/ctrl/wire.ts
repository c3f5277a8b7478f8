import type { Socket } from 'node:net'
import { type Err, type Fault, fault, ok, type Result } from '@/lib/errors'
import type { Deadline } from '../deadline'
import { transferFault } from '../socket-fault'

/** The longest line that any answer may have. XMail's own are at most 2,047 bytes (semantics.md 8.3). */
const MAX_LINE_BYTES = 4096

/** Received and not yet read; above it the socket is paused, so that a flood waits at the sender. */
const MAX_UNREAD_BYTES = 256 * 1024

/**
 * A connection as lines. It knows bytes, ends and limits, and nothing of CTRL. The first trouble decides: it destroys
 * the socket, and once the lines that had arrived are taken every wait ends with it. Nothing here throws.
 */
export class Wire {
  #socket: Socket
  #unread: Buffer = Buffer.alloc(0)
  #at = 0
  #fault: Fault | null = null
  #wake: () => void = () => {}
  #stopObeying: () => void = () => {}
  #receivedBytes = 0
  #onEnd: () => void = () => {}

  /** Takes over a connected socket, clear or TLS. */
  constructor(socket: Socket) {
    this.#socket = socket
    socket
      .on('data', this.#onData)
      .on('error', this.#onError)
      .on('end', this.#onEnded)
      .on('close', this.#onEnded)
  }

  get fault(): Fault | null {
    return this.#fault
  }

  /** All bytes so far: unchanged after a request means that no part of an answer has come. */
  get receivedBytes(): number {
    return this.#receivedBytes
  }

  get hasUnread(): boolean {
    return this.#at < this.#unread.length
  }

  /** From now on this deadline, and no earlier one, can end the connection. Null: nobody's. */
  obey(deadline: Deadline | null): void {
    this.#stopObeying()
    this.#stopObeying = deadline?.onCut((cut) => this.fail(cut)) ?? (() => {})
  }

  /** Called once when the connection has come to its end, for one that waits to be used again. */
  onEnd(listener: () => void): void {
    this.#onEnd = listener
  }

  /** The next line without its end, as a byte string. Errors: the connection's trouble. */
  async nextLine(): Promise<Result<string>> {
    for (;;) {
      const line = this.takeLine()
      if (line !== null) return ok(line)
      if (this.#fault) return { ok: false, error: this.#fault }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Sends a byte string; answers once the system has taken all of it. Errors: the connection's trouble. */
  send(bytes: string): Promise<Result<void>> {
    if (this.#fault) return Promise.resolve({ ok: false, error: this.#fault })
    return new Promise((resolve) => {
      this.#socket.write(bytes, 'latin1', (cause) => {
        if (!cause) return resolve(ok(undefined))
        if (!this.#fault) this.fail(transferFault(cause))
        resolve({ ok: false, error: this.#fault ?? transferFault(cause) })
      })
    })
  }

  /** Ends the connection at once. What it had ended with before stays; the caller's reason is given back. */
  fail(why: Fault): Err {
    if (!this.#fault) {
      this.#end(why)
      this.#socket.destroy()
    }
    return { ok: false, error: why }
  }

  /** Ends the connection once the system has taken all that was sent. */
  finish(): void {
    if (this.#fault) return
    this.#end(fault('CONNECTION_LOST', { reason: 'FINISHED' }))
    this.#socket.destroySoon()
  }

  /** Whether an open, unused connection may keep the process alive. */
  holdProcess(hold: boolean): void {
    if (hold) this.#socket.ref()
    else this.#socket.unref()
  }

  /**
   * Gives the socket away, for TLS to be put on it. Bytes that came before TLS must not be read as if they had come
   * inside it: somebody in between could have put them there. Errors: PROTOCOL_VIOLATION, the connection's trouble.
   */
  release(): Result<Socket> {
    if (this.hasUnread) return this.fail(fault('PROTOCOL_VIOLATION', { reason: 'BYTES_BEFORE_TLS' }))
    if (this.#fault) return { ok: false, error: this.#fault }
    const socket = this.#socket
    this.#end(fault('CONNECTION_LOST', { reason: 'RELEASED' }))
    socket
      .off('data', this.#onData)
      .off('error', this.#onError)
      .off('end', this.#onEnded)
      .off('close', this.#onEnded)
    return ok(socket)
  }

  /** The next line if it has arrived; null: see nextLine, which a long listing would wait for a million times. */
  takeLine(): string | null {
    const end = this.#unread.indexOf(0x0a, this.#at)
    const lineBytes = (end === -1 ? this.#unread.length : end) - this.#at
    if (lineBytes > MAX_LINE_BYTES) {
      this.#unread = Buffer.alloc(0)
      this.#at = 0
      this.fail(fault('PROTOCOL_VIOLATION', { reason: 'LINE_TOO_LONG' }))
      return null
    }
    if (end === -1) {
      if (!this.#fault) this.#socket.resume()
      return null
    }
    const hasCr = end > this.#at && this.#unread[end - 1] === 0x0d
    const line = this.#unread.toString('latin1', this.#at, hasCr ? end - 1 : end)
    this.#at = end + 1
    return line
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#receivedBytes += chunk.length
    this.#unread = this.hasUnread ? Buffer.concat([this.#unread.subarray(this.#at), chunk]) : chunk
    this.#at = 0
    if (this.#unread.length > MAX_UNREAD_BYTES) this.#socket.pause()
    this.#wake()
  }

  readonly #onError = (cause: Error): void => {
    this.fail(transferFault(cause))
  }

  readonly #onEnded = (): void => {
    if (this.#fault) return
    this.#end(fault('CONNECTION_LOST', { reason: 'CLOSED' }))
    // Not at once: an upload that is on its way would be cut, and XMail would commit its first part.
    this.#socket.destroySoon()
  }

  #end(why: Fault): void {
    this.#fault = why
    this.#stopObeying()
    this.#wake()
    this.#onEnd()
  }
}
