import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy on 127.0.0.1 that cuts connections, as a cable that is pulled or a firewall that forgets. */
export interface CuttingProxy {
  readonly port: number
  /** The next connections are cut once so many bytes have gone to the server; null: never. */
  cutAfter(bytesUp: number | null): void
  /** The most bytes that went to the server on one connection since `cutAfter`. */
  readonly bytesUp: number
  close(): Promise<void>
}

export async function startCuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let limit: number | null = null
  let bytesUp = 0
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const target = connect({ host: '127.0.0.1', port: targetPort, allowHalfOpen: true, noDelay: true })
    const cutAt = limit
    let sent = 0
    for (const socket of [client, target]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.once('close', () => sockets.delete(socket))
    }
    client.on('data', (chunk: Buffer) => {
      const room = cutAt === null ? chunk.length : Math.max(0, cutAt - sent)
      const passed = chunk.subarray(0, room)
      sent += passed.length
      bytesUp = Math.max(bytesUp, sent)
      target.write(passed)
      if (cutAt === null || sent < cutAt) return
      // The server sees an end after the bytes that came through; the client sees a reset.
      target.end()
      client.resetAndDestroy()
    })
    target.on('data', (chunk: Buffer) => void (client.destroyed || client.write(chunk)))
    target.on('end', () => client.end())
    client.on('end', () => target.end())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port')
  return {
    port: address.port,
    cutAfter: (bytes) => {
      limit = bytes
      bytesUp = 0
    },
    get bytesUp() {
      return bytesUp
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
