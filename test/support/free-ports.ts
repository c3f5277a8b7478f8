import { createServer, type Server } from 'node:net'

/**
 * Ports of 127.0.0.1 that nothing listens on now. All are held at once and then let go, so that no two are the same;
 * another process may still take one before it is used, which the caller sees as a server that does not come up.
 */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen))
  const ports = servers.map((server) => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a TCP server without a port')
    return address.port
  })
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done()))))
  return ports
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
