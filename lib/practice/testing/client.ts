import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'

/** A client for tests that sends what it is told and keeps what it gets, as a byte string. */
export class TestClient {
  received = ''
  isClosed = false
  #socket: Socket
  #stream: Duplex

  constructor(socket: Socket) {
    this.#socket = socket
    this.#stream = this.#listen(socket)
  }

  send(text: string): void {
    this.#stream.write(text, 'latin1')
  }

  /** Sends, waits for the answer to end so, and gives what came. */
  async ask(text: string, end = '\r\n'): Promise<string> {
    this.received = ''
    this.send(text)
    return this.waitFor(end)
  }

  async waitFor(end: string): Promise<string> {
    await waitUntil(
      () => this.received.endsWith(end),
      () =>
        `an answer that ends with ${JSON.stringify(end)}, not ${JSON.stringify(this.received.slice(-200))}`,
    )
    return this.received
  }

  async waitForClose(): Promise<string> {
    await waitUntil(
      () => this.isClosed,
      () => `the end of the connection after ${JSON.stringify(this.received.slice(-200))}`,
    )
    return this.received
  }

  /** Ends the connection below TLS, without TLS's own good-bye. */
  hangUp(): void {
    this.#socket.end()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /** Gives the protocol that was agreed on, e.g. `TLSv1.3`. */
  async startTls(ca: string): Promise<string | null> {
    this.#stream.removeAllListeners('data')
    const secure = connectTls({ socket: this.#socket, ca, servername: 'localhost' })
    await new Promise((done, fail) =>
      secure.once('secureConnect', done).once('error', fail).once('close', fail),
    )
    this.#stream = this.#listen(secure)
    return secure.getProtocol()
  }

  #listen<T extends Duplex>(stream: T): T {
    stream.on('data', (chunk: Buffer) => {
      this.received += chunk.toString('latin1')
    })
    stream.on('error', () => {})
    for (const event of ['end', 'close']) {
      stream.on(event, () => {
        this.isClosed = true
      })
    }
    return stream
  }
}

export async function connectClient(port: number, host = '127.0.0.1'): Promise<TestClient> {
  const socket = connect(port, host)
  const client = new TestClient(socket)
  await new Promise((done, fail) => socket.once('connect', done).once('error', fail))
  return client
}

export async function waitUntil(isDone: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what()}`)
    await new Promise((done) => setTimeout(done, 2))
  }
}
