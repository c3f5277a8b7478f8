import type { Socket } from 'node:net'
import type { AuthHandlerMiddleware, NegotiatedAlgorithms, SFTPWrapper } from 'ssh2'
import SftpClient from 'ssh2-sftp-client'
import { type Fault, fault } from '@/lib/errors'
import { connectSocket } from '../connect-socket'
import type { SftpConnection } from '../connection'
import type { Deadline } from '../deadline'
import { Trouble } from '../folder/disk'
import { waitUnder } from '../folder/wait-under'
import { algorithmsFor } from './algorithms'
import { type HostKey, readHostKey } from './host-key'
import { type Stage, sshFault } from './ssh-fault'

export interface DialOptions {
  readonly connection: Pick<SftpConnection, 'host' | 'port' | 'user' | 'allowOldAlgorithms'>
  /** Null: go on. Until it has agreed, nothing but the key exchange is sent, and no user name. */
  readonly judge: (key: HostKey) => Fault | null
  readonly login: AuthHandlerMiddleware
}

/** A connection with SFTP running on it. */
export interface Dialled {
  readonly sftp: SFTPWrapper
  readonly socket: Socket
  readonly negotiated: NegotiatedAlgorithms
  /** The server's identification, e.g. `SSH-2.0-OpenSSH_9.2p1`. */
  readonly software: string
  /** Says goodbye. */
  end(): void
}

/** How long a server may take to say goodbye itself. */
const GOODBYE_MS = 1_000

/**
 * Connects, checks the host key, signs in and starts SFTP. Errors (as Trouble): those of connectSocket, judge and
 * sshFault; TIMED_OUT, CANCELLED.
 */
export async function dial(options: DialOptions, deadline: Deadline): Promise<Dialled> {
  const { host, port } = options.connection
  const connected = await connectSocket(host, port, deadline)
  if (!connected.ok) throw new Trouble(connected.error)
  const socket = connected.value
  const attempt = new Attempt(socket, options)
  try {
    return await waitUnder(deadline, attempt.run())
  } catch (caught) {
    socket.destroy()
    throw caught instanceof Trouble ? caught : new Trouble(attempt.faultFor(caught))
  }
}

/** One attempt to connect, and what is learnt on the way: ssh2-sftp-client's own error tells less than ssh2's events. */
class Attempt {
  readonly #client = new SftpClient('mailroot', { error: ignore, end: ignore, close: ignore })
  readonly #socket: Socket
  readonly #options: DialOptions
  #stage: Stage = 'handshake'
  #negotiated: NegotiatedAlgorithms | null = null
  #verdict: Fault | null = null
  #firstError: unknown = null
  #software = ''
  #isSocketGone = false

  constructor(socket: Socket, options: DialOptions) {
    this.#socket = socket
    this.#options = options
    socket.once('end', () => this.#noteEnd()).once('close', () => this.#noteEnd())
    this.#client.on('error', (cause) => this.#noteError(cause))
    this.#client.on('handshake', (negotiated: NegotiatedAlgorithms) => {
      this.#stage = 'login'
      this.#negotiated ??= negotiated
    })
    this.#client.on('ready', () => {
      this.#stage = 'sftp'
    })
    // The password has run out. A console that signs in by itself cannot choose a new one.
    this.#client.on('change password', () => {
      this.#verdict = fault('LOGIN_REFUSED')
      socket.destroy()
    })
  }

  async run(): Promise<Dialled> {
    const { connection, login } = this.#options
    const connecting = this.#client.connect({
      sock: this.#socket,
      username: connection.user,
      authHandler: login,
      hostVerifier: (blob: Buffer) => {
        this.#verdict = this.#options.judge(readHostKey(blob))
        return this.#verdict === null
      },
      algorithms: algorithmsFor(connection.allowOldAlgorithms),
      // The deadline is the call's, and covers more than this.
      readyTimeout: 0,
    })
    // After ssh2 has paused the socket, so that these listeners take nothing away from it.
    this.#listenForIdentification()
    const sftp = await connecting
    const negotiated = this.#negotiated
    if (!negotiated) throw new Error('ready without a handshake')
    return { sftp, socket: this.#socket, negotiated, software: this.#software, end: () => this.#end() }
  }

  faultFor(caught: unknown): Fault {
    return this.#verdict ?? sshFault(this.#stage, this.#firstError ?? caught, this.#isSocketGone)
  }

  #listenForIdentification(): void {
    let text = ''
    const onChunk = (chunk: Buffer): void => {
      text += chunk.toString('latin1')
      // Lines of its own may come before it (RFC 4253, 4.2), but not without end.
      this.#software = /^(SSH-[\x20-\x7e]{1,250})/m.exec(text)?.[1]?.trim() ?? ''
      if (this.#software || text.length > 10_000) this.#socket.off('data', onChunk)
    }
    this.#socket.on('data', onChunk)
  }

  #noteError(cause: unknown): void {
    this.#firstError ??= cause
  }

  #noteEnd(): void {
    // What happens to the socket after an error happens because of it.
    this.#isSocketGone ||= this.#firstError === null
  }

  #end(): void {
    const timer = setTimeout(() => this.#socket.destroy(), GOODBYE_MS)
    timer.unref()
    this.#client.end().then(ignore, ignore)
  }
}

function ignore(): void {}
