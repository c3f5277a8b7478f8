import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** A bare connection for tests that must see every byte: it sends what it is told and keeps what comes (latin-1). */
export interface RawConnection {
  readonly received: () => string
  readonly closed: () => boolean
  send(text: string): void
  /** Closes this side only. */
  end(): void
  /** Waits until `done` is content with what has come since the last `take`, or the other side closed, or time is up. */
  waitFor(done: (text: string) => boolean, timeoutMs?: number): Promise<void>
  /** Gives what has come since the last `take`. */
  take(): string
  /** The TLS handshake on the running connection; any certificate is taken. Gives the protocol, e.g. TLSv1.3. */
  startTls(): Promise<string>
  destroy(): void
}

export interface RawAddress {
  readonly port: number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Source address, one of this machine's own. */
  readonly from?: string
}

export async function openRaw({ port, host = '127.0.0.1', from }: RawAddress): Promise<RawConnection> {
  let socket: Socket = connectTcp({
    host,
    port,
    allowHalfOpen: true,
    noDelay: true,
    ...(from && { localAddress: from }),
  })
  let text = ''
  let closed = false
  let wake = (): void => {}
  const listen = (): void => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      wake()
    })
    for (const event of ['end', 'close', 'error']) {
      socket.on(event, () => {
        closed = true
        wake()
      })
    }
  }
  listen()
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return {
    received: () => text,
    closed: () => closed,
    send: (line) => void socket.write(Buffer.from(line, 'latin1')),
    end: () => void socket.end(),
    waitFor: async (done, timeoutMs = 5000) => {
      const deadline = Date.now() + timeoutMs
      while (!done(text) && !closed && Date.now() < deadline) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, deadline - Date.now())
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    },
    take: () => {
      const taken = text
      text = ''
      return taken
    },
    startTls: async () => {
      socket.removeAllListeners()
      const secure = connectTls({ socket, rejectUnauthorized: false })
      socket = secure
      listen()
      await new Promise<void>((resolve, reject) => {
        secure.once('secureConnect', resolve)
        secure.once('error', reject)
      })
      return secure.getProtocol() ?? ''
    },
    destroy: () => void socket.destroy(),
  }
}
