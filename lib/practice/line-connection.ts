import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type SecureContext, TLSSocket } from 'node:tls'

/** What reading a line came to. `too-long`: that many bytes without a line end were thrown away, as XMail does. */
export type LineRead =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'too-long' | 'timeout' | 'closed' }

/** How long a client may leave its end open after the server has closed. */
const LINGER_MS = 1000

/** XMail's buffered reader over one client (semantics.md 8.3): strictly one line after another, as byte strings. */
export class LineConnection {
  #stream: Duplex
  /** Received and not yet read. It outlives the change to TLS, as XMail's own buffer does. */
  #pending = ''
  #wake: () => void = () => {}

  constructor(stream: Duplex) {
    this.#stream = stream
    this.#attach(stream)
  }

  get hasPending(): boolean {
    return this.#pending !== '' || this.#stream.readableLength > 0
  }

  /** One line without its end; all CRs just before the LF are dropped. `limitBytes` counts everything, the LF too. */
  async readLine(limitBytes: number, timeoutMs: number): Promise<LineRead> {
    for (;;) {
      const lineFeed = this.#pending.indexOf('\n')
      if (lineFeed !== -1 && lineFeed < limitBytes) {
        const text = this.#pending.slice(0, lineFeed).replace(/\r+$/, '')
        this.#pending = this.#pending.slice(lineFeed + 1)
        return { kind: 'line', text }
      }
      if (this.#pending.length >= limitBytes) {
        this.#pending = this.#pending.slice(limitBytes)
        return { kind: 'too-long' }
      }
      const more = await this.#readMore(timeoutMs)
      if (more !== 'bytes') {
        // The unfinished line is lost, in XMail as well: it must not become the start of the next one.
        this.#pending = ''
        return { kind: more }
      }
    }
  }

  /** Sends a byte string; resolves when the client keeps up, or is gone. */
  async send(text: string): Promise<void> {
    const stream = this.#stream
    if (!stream.writable || stream.write(text, 'latin1')) return
    await new Promise<void>((resolve) => {
      const settle = () => {
        stream.off('drain', settle)
        stream.off('close', settle)
        resolve()
      }
      stream.on('drain', settle)
      stream.on('close', settle)
    })
  }

  /** The server's side of a TLS handshake on this connection; false where it failed, or the client has gone. */
  async startTls(context: SecureContext, timeoutMs: number): Promise<boolean> {
    const plain = this.#stream
    plain.off('readable', this.#notice)
    // TLS on a connection that is over already would hear of no end.
    if (plain.destroyed) return false
    const secure = new TLSSocket(plain as Socket, { isServer: true, secureContext: context })
    this.#stream = secure
    this.#attach(secure)
    const agreed = await isAgreed(plain, secure, timeoutMs)
    if (!agreed) secure.destroy()
    return agreed
  }

  /** Closes after what was sent has gone out, with a moment for the client to read it. */
  end(): void {
    const stream = this.#stream
    stream.end()
    stream.resume()
    const timer = setTimeout(() => stream.destroy(), LINGER_MS)
    timer.unref()
    stream.once('close', () => clearTimeout(timer))
  }

  #attach(stream: Duplex): void {
    for (const event of ['readable', 'end', 'close', 'error']) stream.on(event, this.#notice)
  }

  #notice = (): void => this.#wake()

  async #readMore(timeoutMs: number): Promise<'bytes' | 'timeout' | 'closed'> {
    const stream = this.#stream
    let timer: NodeJS.Timeout | undefined
    const expired = new Promise<'timeout'>((resolve) => {
      timer = setTimeout(() => resolve('timeout'), timeoutMs)
    })
    try {
      for (;;) {
        const chunk: Buffer | null = stream.read()
        if (chunk !== null) {
          this.#pending += chunk.toString('latin1')
          return 'bytes'
        }
        if (stream.readableEnded || stream.destroyed) return 'closed'
        const noticed = new Promise<'noticed'>((resolve) => {
          this.#wake = () => resolve('noticed')
        })
        if ((await Promise.race([noticed, expired])) === 'timeout') return 'timeout'
      }
    } finally {
      clearTimeout(timer)
    }
  }
}

async function isAgreed(plain: Duplex, secure: TLSSocket, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  // Nobody reads during a handshake, and a stream tells of its end only to one who reads.
  const noticeEnd = (): void => void secure.read(0)
  try {
    return await new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), timeoutMs)
      secure.once('secure', () => resolve(true))
      secure.on('readable', noticeEnd)
      for (const event of ['_tlsError', 'error', 'end', 'close']) secure.once(event, () => resolve(false))
      // The end can have come before TLS took the connection over.
      plain.once('end', () => resolve(false))
      plain.read(0)
    })
  } finally {
    clearTimeout(timer)
    secure.off('readable', noticeEnd)
  }
}
