import { connect, createServer, type Socket } from 'node:net'

/** What passed through a proxy since it started or was last reset. Bytes are counted as they enter it. */
export interface ProxyCounts {
  readonly connections: number
  /** Client to server. */
  readonly bytesUp: number
  /** Server to client. */
  readonly bytesDown: number
  /**
   * How often a client had to wait for the server: one for each run of server bytes that follows client bytes or the
   * opening of the connection (a greeting counts). For a protocol of question and answer these are round trips.
   */
  readonly turns: number
}

export interface DelayProxy {
  readonly port: number
  counts(): ProxyCounts
  reset(): void
  close(): Promise<void>
}

export interface DelayProxyOptions {
  readonly targetPort: number
  /** Added to every byte, and to the end of the stream, in each direction. The opening itself is not delayed. */
  readonly oneWayMs: number
}

/** How much may wait in one direction before its source is paused, so that a fast sender cannot fill the memory. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024

/** A TCP proxy on 127.0.0.1 that is as far away as `oneWayMs` says. Bytes keep their order; nothing is dropped. */
export async function startDelayProxy({ targetPort, oneWayMs }: DelayProxyOptions): Promise<DelayProxy> {
  const tally = { connections: 0, bytesUp: 0, bytesDown: 0, turns: 0 }
  const sockets = new Set<Socket>()

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const target = connect({ host: '127.0.0.1', port: targetPort, allowHalfOpen: true, noDelay: true })
    tally.connections++
    let serverSpoke = false
    for (const socket of [client, target]) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    }
    carry(client, target, oneWayMs, (bytes) => {
      tally.bytesUp += bytes
      serverSpoke = false
    })
    carry(target, client, oneWayMs, (bytes) => {
      tally.bytesDown += bytes
      if (!serverSpoke) tally.turns++
      serverSpoke = true
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port')

  return {
    port: address.port,
    counts: () => ({ ...tally }),
    reset: () => Object.assign(tally, { connections: 0, bytesUp: 0, bytesDown: 0, turns: 0 }),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Copies one direction, `oneWayMs` late. A reset is carried over as a closed connection, after what came before it. */
function carry(from: Socket, to: Socket, oneWayMs: number, onBytes: (bytes: number) => void): void {
  const queue: { readonly dueAt: number; readonly run: () => void }[] = []
  let waitingBytes = 0
  let armed = false

  // One timer for the head of the queue: timers of their own could fire out of order and shuffle the stream.
  const drain = (): void => {
    armed = false
    for (let head = queue[0]; head && head.dueAt <= performance.now(); head = queue[0]) {
      queue.shift()
      head.run()
    }
    const next = queue[0]
    if (next) arm(next.dueAt - performance.now())
  }
  const arm = (waitMs: number): void => {
    armed = true
    setTimeout(drain, Math.max(0, waitMs))
  }
  const later = (run: () => void): void => {
    queue.push({ dueAt: performance.now() + oneWayMs, run })
    if (!armed) arm(oneWayMs)
  }

  from.on('data', (chunk: Buffer) => {
    onBytes(chunk.length)
    waitingBytes += chunk.length
    if (waitingBytes > MAX_WAITING_BYTES) from.pause()
    later(() => {
      waitingBytes -= chunk.length
      if (waitingBytes <= MAX_WAITING_BYTES) from.resume()
      if (!to.destroyed) to.write(chunk)
    })
  })
  from.on('end', () => later(() => to.end()))
  from.on('error', () => later(() => to.destroy()))
  from.on('close', () => later(() => to.end()))
}
