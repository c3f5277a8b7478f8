import { createServer, type Socket } from 'node:net'
import { afterEach } from 'vitest'
import type { ConnectionSecrets, CtrlConnection } from '../../connection'
import type { MailRootStore } from '../../store'
import { type CtrlStoreDeps, openCtrlStore } from '../open-ctrl-store'

export const GREETING =
  '+00000 <1795485270.42@127.0.0.1> XMail 1.27 CTRL Server; Tue, 24 Nov 2026 01:54:30 -0000\r\n'
export const SECRETS: ConnectionSecrets = { password: 'secret' }

/** One client as a script sees it. */
export interface Peer {
  readonly socket: Socket
  say(bytes: string): void
  /** The next line that the client sent, without its end; null once it has gone. */
  line(): Promise<string | null>
  /** All that is left until the client goes. */
  rest(): Promise<string>
  /** Everything received from this client so far. */
  heard(): string
}

export interface ScriptedServer {
  readonly port: number
  readonly peers: readonly Peer[]
}

export type Script = (peer: Peer, nth: number) => Promise<void> | void

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Something to end after the test, in order. */
export function afterTest(close: () => Promise<void>): void {
  closers.push(close)
}

/** A server that follows a script with each client and then closes the connection. */
export async function serveScript(script: Script): Promise<ScriptedServer> {
  const peers: Peer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).once('close', () => sockets.delete(socket))
    const peer = peerOn(socket)
    peers.push(peer)
    void Promise.resolve(script(peer, peers.length)).then(() => socket.destroySoon())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterTest(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port')
  return { port: address.port, peers }
}

/** A socket as a peer, also for TLS on top of another one. */
export function peerOn(socket: Socket): Peer {
  let heard = ''
  let at = 0
  let gone = false
  let wake = (): void => {}
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1')
    wake()
  })
  socket.on('error', () => {})
  socket.once('close', () => {
    gone = true
    wake()
  })
  const more = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  return {
    socket,
    say: (bytes) => void socket.write(bytes, 'latin1'),
    heard: () => heard,
    async line() {
      for (;;) {
        const end = heard.indexOf('\n', at)
        if (end !== -1) {
          const line = heard.slice(at, end).replace(/\r$/, '')
          at = end + 1
          return line
        }
        if (gone) return null
        await more()
      }
    },
    async rest() {
      while (!gone) await more()
      return heard.slice(at)
    },
  }
}

export function connectionTo(port: number, changes: Partial<CtrlConnection> = {}): CtrlConnection {
  return {
    kind: 'ctrl',
    host: '127.0.0.1',
    port,
    user: 'admin',
    encryption: 'none',
    trust: { by: 'system' },
    login: 'digest',
    allowOldTls: false,
    ...changes,
  }
}

export const OK = '+00000 OK\r\n'

/** The beginning of every session that goes well. */
export async function signIn(peer: Peer): Promise<void> {
  peer.say(GREETING)
  await peer.line()
  peer.say(OK)
}

/** A store on a server of this test, closed after it. */
export function storeOn(
  port: number,
  changes: Partial<CtrlConnection> = {},
  deps: CtrlStoreDeps = {},
  secrets: ConnectionSecrets = SECRETS,
): MailRootStore {
  const store = openCtrlStore(connectionTo(port, changes), secrets, { timeoutMs: 3_000, ...deps })
  afterTest(() => store.close())
  return store
}
