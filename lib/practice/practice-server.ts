import { stat } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { resolve } from 'node:path'
import type { PracticeFault } from './faults'
import { applyWireFaults } from './faulty-stream'
import { isLetIn } from './gate'
import { LineConnection } from './line-connection'
import { serveMail } from './mail/serve-mail'
import { MailRoot } from './mail-root'
import { loopbackAddresses, type MailService, type PracticeOptions, practiceLimits } from './options'
import { runSession, sendReply } from './session'
import { ensureAccount } from './sign-in'
import { makeTlsContext } from './tls-context'
import { XMAIL } from './verbs'

export interface PracticeServer {
  readonly port: number
  /** Null where TLS from the first byte was not asked for. */
  readonly ctrlsPort: number | null
  /** Where the other services listen, those that were asked for. */
  readonly services: Readonly<Partial<Record<MailService, number>>>
  readonly folder: string
  /**
   * Plays an open SMTP session: until the returned function is called, `cfgfileset server.tab` waits for its answer,
   * and writes after all, even if the client has gone (semantics.md 0.3).
   */
  holdServerTab(): Promise<() => void>
  /** What befalls connections from now on. */
  setFaults(faults: readonly PracticeFault[]): void
  close(): Promise<void>
}

/** What the greeting calls the server: nobody may take it for a real one. */
const SOFTWARE = 'XMail 1.27 (practice)'

/**
 * Starts a practice XMail on loopback that serves a folder over CTRL, as XMail 1.27 does (semantics.md 8). Throws where
 * it is asked to listen elsewhere, or there is no such folder.
 */
export async function startPracticeServer(options: PracticeOptions): Promise<PracticeServer> {
  const addresses = loopbackAddresses(options)
  const folder = resolve(options.folder)
  if (!(await stat(folder)).isDirectory()) throw new Error(`not a folder: ${folder}`)
  const practice = new Practice(options, new MailRoot(folder))
  if (options.account) await ensureAccount(practice.root, options.account)
  const listen = async (port: number, service: Service) => {
    let chosen = port
    for (const address of addresses) chosen = await practice.listen(address, chosen, service)
    return chosen
  }
  try {
    const port = await listen(options.port ?? 0, 'ctrl')
    const ctrlsPort = options.ctrlsPort === undefined ? null : await listen(options.ctrlsPort, 'ctrls')
    const services: Partial<Record<MailService, number>> = {}
    for (const [service, wished] of Object.entries(options.services ?? {}) as [MailService, number][])
      services[service] = await listen(wished, service)
    return practice.handle({ port, ctrlsPort, services })
  } catch (error) {
    await practice.close()
    throw error
  }
}

type Service = MailService | 'ctrl' | 'ctrls'

class Practice {
  readonly root: MailRoot
  #options: PracticeOptions
  #limits: ReturnType<typeof practiceLimits>
  #faults: readonly PracticeFault[]
  #servers: Server[] = []
  #sockets = new Set<Socket>()
  #running = new Set<Promise<void>>()
  #connections = 0
  #sessions = 0
  #isClosed = false
  #closing = new AbortController()

  constructor(options: PracticeOptions, root: MailRoot) {
    this.root = root
    this.#options = options
    this.#limits = practiceLimits(options)
    this.#faults = options.faults ?? []
  }

  handle(ports: Pick<PracticeServer, 'port' | 'ctrlsPort' | 'services'>): PracticeServer {
    return {
      ...ports,
      folder: this.root.folder,
      holdServerTab: () => this.root.locks.lockShared('server.tab'),
      setFaults: (faults) => {
        this.#faults = faults
      },
      close: () => this.close(),
    }
  }

  /** Gives the port. */
  async listen(address: string, port: number, service: Service): Promise<number> {
    // Half-open: a client that has said its last word still gets its answer, and its upload is committed.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.#accept(socket, service),
    )
    this.#servers.push(server)
    await new Promise<void>((done, fail) => {
      server.once('error', fail)
      server.listen(port, address, () => {
        server.off('error', fail)
        done()
      })
    })
    return (server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#closing.abort()
    const closed = this.#servers.map((server) => new Promise((done) => server.close(done)))
    for (const socket of this.#sockets) socket.destroy()
    this.root.locks.abandon()
    await Promise.all([...closed, ...this.#running])
  }

  #accept(socket: Socket, service: Service): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    socket.on('error', () => {})
    const isCtrl = service === 'ctrl' || service === 'ctrls'
    const running = (isCtrl ? this.#serve(socket, service === 'ctrls') : this.#serveMail(socket, service))
      .catch((error: Error) => {
        socket.destroy()
        // Once closed, waiting for a lock fails; before that it is a bug, which must be seen without ending the server.
        if (!this.#isClosed) process.emitWarning(error)
      })
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  async #serve(socket: Socket, isTls: boolean): Promise<void> {
    const number = ++this.#connections
    const { remoteAddress: peer = '', localAddress = '' } = socket
    const connection = new LineConnection(applyWireFaults(socket, this.#faults))
    this.#observe({ kind: 'connection', connection: number })
    if (isTls && !(await this.#startTls(connection))) {
      socket.destroy()
      return
    }
    const refusal = await this.#refusal(peer)
    if (refusal !== 0) {
      await sendReply(connection, refusal)
    } else {
      this.#sessions++
      try {
        const { software = SOFTWARE, tls } = this.#options
        const observe = this.#observe
        const parts = { number, connection, localAddress, isTls, software, tls, observe }
        await runSession({ ...parts, root: this.root, limits: this.#limits, faults: this.#faults })
      } finally {
        this.#sessions--
      }
    }
    connection.end()
  }

  async #serveMail(socket: Socket, service: MailService): Promise<void> {
    const connection = new LineConnection(socket)
    const { tls } = this.#options
    const timeoutMs = this.#limits.commandTimeoutMs
    const { signal } = this.#closing
    await serveMail(service, socket, { connection, root: this.root, tls, timeoutMs, signal })
    connection.end()
  }

  async #startTls(connection: LineConnection): Promise<boolean> {
    const context = await makeTlsContext(this.root, this.#options.tls)
    return context !== null && connection.startTls(context, this.#limits.loginTimeoutMs)
  }

  async #refusal(peer: string): Promise<number> {
    if (!(await isLetIn(this.root, peer))) return XMAIL.IP_NOT_ALLOWED
    return this.#sessions >= this.#limits.sessions ? XMAIL.SERVER_BUSY : 0
  }

  #observe: NonNullable<PracticeOptions['observe']> = (event) => this.#options.observe?.(event)
}
