import type { Duplex } from 'node:stream'

/** Why a talk ended before its line came: a word of the system or of OpenSSL, or one of these. */
export class TalkEnded extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** More than any line of these protocols; what is longer is no greeting. */
const MAX_LINE_BYTES = 2_000

/** Lines of a connection, one after another, as one asks for them. */
export class Talk {
  readonly #stream: Duplex
  #held = ''
  #ended: TalkEnded | null = null
  #wake: () => void = () => {}

  constructor(stream: Duplex) {
    this.#stream = stream
    stream.on('data', this.#onData).on('end', this.#onEnd).on('close', this.#onEnd).on('error', this.#onError)
  }

  send(line: string): void {
    this.#stream.write(`${line}\r\n`)
  }

  /** The next line without its end. Throws TalkEnded: `CLOSED`, `LINE_TOO_LONG`, an error’s word. */
  async nextLine(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf('\n')
      if (end >= 0) {
        const line = this.#held.slice(0, end).replace(/\r$/, '')
        this.#held = this.#held.slice(end + 1)
        return line
      }
      if (this.#held.length > MAX_LINE_BYTES) throw new TalkEnded('LINE_TOO_LONG')
      if (this.#ended) throw this.#ended
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Leaves the stream to somebody else, for TLS. Bytes that had come unasked must not be taken for a handshake. */
  release(): void {
    if (this.#held !== '') throw new TalkEnded('UNASKED_BYTES')
    this.#stream.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onEnd)
    this.#stream.pause()
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#held += chunk.toString('latin1')
    // A flood is not gathered: what is there is more than enough to see that it is none of these protocols.
    if (this.#held.length > 10 * MAX_LINE_BYTES) this.#stream.pause()
    this.#wake()
  }

  readonly #onEnd = (): void => this.#end('CLOSED')

  readonly #onError = (error: Error): void => this.#end(reasonOf(error))

  #end(reason: string): void {
    this.#ended ??= new TalkEnded(reason)
    this.#wake()
  }
}

/** The error's code, never text of the other end. */
export function reasonOf(error: unknown): string {
  if (error instanceof TalkEnded) return error.reason
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'UNKNOWN'
}
