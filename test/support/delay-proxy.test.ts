import { createHash, randomBytes } from 'node:crypto'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type DelayProxy, startDelayProxy } from './delay-proxy'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function serve(onClient: (socket: Socket) => void): Promise<number> {
  const server: Server = createServer({ allowHalfOpen: true }, onClient)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closers.push(() => new Promise((done) => server.close(() => done())))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function proxyTo(targetPort: number, oneWayMs: number): Promise<DelayProxy> {
  const proxy = await startDelayProxy({ targetPort, oneWayMs })
  closers.push(() => proxy.close())
  return proxy
}

function collect(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', () => resolve(Buffer.concat(chunks)))
    socket.on('error', reject)
  })
}

describe('the delaying proxy', () => {
  it('carries bytes in order and the end of the stream after them', async () => {
    const port = await serve((socket) => {
      socket.pipe(socket)
    })
    const proxy = await proxyTo(port, 5)
    const sent = randomBytes(300_000)
    const socket = connect({ host: '127.0.0.1', port: proxy.port })
    const received = collect(socket)
    for (let at = 0; at < sent.length; at += 1777) socket.write(sent.subarray(at, at + 1777))
    socket.end()
    const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
    expect(digest(await received)).toBe(digest(sent))
    expect(proxy.counts()).toMatchObject({ connections: 1, bytesUp: sent.length, bytesDown: sent.length })
  })

  it('adds its delay once each way and counts a greeting and two answers as three turns', async () => {
    const port = await serve((socket) => {
      socket.write('hello\n')
      socket.on('data', (chunk) => socket.write(chunk))
      socket.on('end', () => socket.end())
    })
    const proxy = await proxyTo(port, 30)
    const started = performance.now()
    const socket = connect({ host: '127.0.0.1', port: proxy.port })
    for (const question of ['one\n', 'two\n', '']) {
      await new Promise((done) => socket.once('data', done))
      if (question === '') socket.end()
      else socket.write(question)
    }
    const elapsedMs = performance.now() - started
    expect(elapsedMs).toBeGreaterThanOrEqual(30 + 60 + 60 - 2)
    expect(proxy.counts().turns).toBe(3)
    proxy.reset()
    expect(proxy.counts()).toEqual({ connections: 0, bytesUp: 0, bytesDown: 0, turns: 0 })
  })

  it('closes the client when the server goes away', async () => {
    const port = await serve((socket) => {
      socket.write('bye')
      socket.destroySoon()
    })
    const proxy = await proxyTo(port, 5)
    const socket = connect({ host: '127.0.0.1', port: proxy.port })
    expect((await collect(socket)).toString()).toBe('bye')
  })
})
