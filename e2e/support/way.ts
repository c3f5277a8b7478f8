import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP connection through here ends up at another port, unless something happens on the way. */
export interface Way {
  readonly port: number
  /** Where new connections lead from now on; those of now end. */
  leadTo(targetPort: number): void
  /** All connections end, and new ones end at once. */
  block(): void
  unblock(): void
  /**
   * Once a client has sent these bytes (ASCII, in clear, from now on), its connection ends: they still arrive, and
   * nothing after them in either direction. It happens once; then all is as before, or blocked.
   */
  cutAfter(sent: string, then: 'unblocked' | 'blocked'): void
  close(): Promise<void>
}

/** Starts a way on 127.0.0.1. */
export async function startWay(targetPort: number): Promise<Way> {
  const pairs = new Set<Pair>()
  let target = targetPort
  let blocked = false
  let cut: { readonly sent: string; readonly then: 'unblocked' | 'blocked' } | null = null

  const endAll = () => {
    for (const pair of pairs) pair.end()
  }
  const server = createServer({ noDelay: true }, (client) => {
    client.on('error', () => {})
    if (blocked) {
      client.destroy()
      return
    }
    const pair = new Pair(client, connect({ host: '127.0.0.1', port: target, noDelay: true }))
    pairs.add(pair)
    client.once('close', () => pairs.delete(pair))
    pair.onSent = (all) => {
      const at = cut ? all.indexOf(cut.sent) : -1
      if (!cut || at < 0) return null
      const end = at + cut.sent.length
      blocked = cut.then === 'blocked'
      cut = null
      if (blocked) for (const other of pairs) if (other !== pair) other.end()
      return end
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    port: (server.address() as AddressInfo).port,
    leadTo(port) {
      target = port
      endAll()
    },
    block() {
      blocked = true
      endAll()
    },
    unblock() {
      blocked = false
    },
    cutAfter(sent, then) {
      cut = { sent, then }
      for (const pair of pairs) pair.forget()
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        endAll()
      }),
  }
}

const DRAIN_MS = 500

/** The two sides of one connection. */
class Pair {
  /** Given what the client has sent since it was last forgotten: how many bytes of it may pass, or null: all, and on it goes. */
  onSent: (all: string) => number | null = () => null
  readonly #client: Socket
  readonly #server: Socket
  #sent = ''
  #isCut = false

  constructor(client: Socket, server: Socket) {
    this.#client = client
    this.#server = server
    client.on('data', (chunk: Buffer) => this.#send(chunk))
    server.on('data', (chunk: Buffer) => {
      if (!this.#isCut) client.write(chunk)
    })
    client.on('close', () => server.destroySoon())
    server.on('error', () => {}).on('close', () => client.destroySoon())
  }

  forget(): void {
    this.#sent = ''
  }

  end(): void {
    this.#isCut = true
    this.#client.destroy()
    // What was let through must arrive: a reset could take it back.
    this.#server.end()
    setTimeout(() => this.#server.destroy(), DRAIN_MS).unref()
  }

  #send(chunk: Buffer): void {
    if (this.#isCut) return
    const before = this.#sent.length
    this.#sent += chunk.toString('latin1')
    const end = this.onSent(this.#sent)
    this.#server.write(end === null ? chunk : chunk.subarray(0, Math.max(0, end - before)))
    if (end !== null) this.end()
  }
}
