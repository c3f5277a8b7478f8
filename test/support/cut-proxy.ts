import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What becomes of a connection once a number of bytes has passed in one direction. */
export interface Cut {
  readonly direction: 'up' | 'down'
  /** Bytes, counted from when the cut was set. Or asked before each piece: true, and this one does not pass. */
  readonly after: number | (() => boolean)
  /** `reset`: the connection dies, on both sides. `stall`: nothing passes any more, in either direction. */
  readonly how: 'reset' | 'stall'
}

export interface CutProxy {
  readonly port: number
  readonly connections: number
  /** Bytes that have passed since the last cut was set, or since the start. */
  readonly passed: { readonly up: number; readonly down: number }
  /** For the connections of now; later ones pass unharmed. */
  cut(cut: Cut | null): void
  /** Ends every connection of now, without a word. */
  resetAll(): void
  close(): Promise<void>
}

/** A TCP proxy on 127.0.0.1 that breaks connections at a chosen byte. */
export async function startCutProxy(targetPort: number): Promise<CutProxy> {
  const sockets = new Set<Socket>()
  let connections = 0
  let passed = { up: 0, down: 0 }
  let plan: { readonly cut: Cut; readonly pairs: ReadonlySet<Socket> } | null = null
  let stalled = new WeakSet<Socket>()

  const carry = (from: Socket, to: Socket, direction: 'up' | 'down') => {
    from.on('data', (chunk: Buffer) => {
      if (stalled.has(from)) return
      const isCut = plan?.cut.direction === direction && plan.pairs.has(from)
      const left = isCut && plan ? leftOf(plan.cut, passed[direction]) : Number.POSITIVE_INFINITY
      const part = chunk.subarray(0, Math.max(0, left))
      passed[direction] += part.length
      if (part.length > 0) to.write(part)
      if (chunk.length < left) return
      if (plan?.cut.how === 'stall') {
        stalled.add(from).add(to)
        return
      }
      // What has been let through must arrive; after it comes the end.
      to.end(() => to.destroy())
      from.destroy()
    })
    from.on('error', () => {}).on('close', () => to.destroy())
  }

  const server = createServer({ noDelay: true }, (client) => {
    connections++
    const target = connect({ host: '127.0.0.1', port: targetPort, noDelay: true })
    for (const socket of [client, target]) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    }
    carry(client, target, 'up')
    carry(target, client, 'down')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections
    },
    get passed() {
      return passed
    },
    cut(cut) {
      passed = { up: 0, down: 0 }
      stalled = new WeakSet()
      plan = cut && { cut, pairs: new Set(sockets) }
    },
    resetAll() {
      for (const socket of sockets) socket.destroy()
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function leftOf({ after }: Cut, passed: number): number {
  if (typeof after === 'number') return after - passed
  return after() ? 0 : Number.POSITIVE_INFINITY
}
