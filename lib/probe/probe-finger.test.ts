import { createServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findFreePorts } from '@/test/support/free-ports'
import { probeFinger } from './probe-finger'

async function listen(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer(serve)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const probe = (port: number, timeoutMs = 5_000, signal?: AbortSignal) =>
  probeFinger({
    place: { host: '127.0.0.1', port },
    query: 'hanako\r\nquit',
    timeoutMs,
    ...(signal && { signal }),
  })

describe('probeFinger', () => {
  it('is answering where something is said, and has asked on one line', async () => {
    let asked = ''
    const port = await listen((socket) =>
      socket.on('data', (chunk) => {
        asked += chunk.toString()
        socket.end('EMail       : x\r\n  Real Name : y\r\n')
      }),
    )
    expect(await probe(port)).toEqual({ state: 'answering', answer: ['EMail       : x', '  Real Name : y'] })
    expect(asked).toBe('hanakoquit\r\n')
  })

  it('shows names as people read them, whatever their encoding', async () => {
    const bytes = Buffer.from([0x90, 0x58, 0x96, 0x7b, 0x20, 0x89, 0xd4, 0x8e, 0x71])
    const port = await listen((socket) => socket.end(Buffer.concat([Buffer.from('  Real Name : '), bytes])))
    expect(await probe(port)).toEqual({ state: 'answering', answer: ['  Real Name : 森本 花子'] })
  })

  it('is silent where the connection is closed at once, in order or by a reset', async () => {
    expect(await probe(await listen((socket) => socket.end()))).toEqual({ state: 'silent' })
    expect(await probe(await listen((socket) => socket.resetAndDestroy()))).toEqual({ state: 'silent' })
  })

  it('is closed where nobody listens', async () => {
    const [port = 0] = await findFreePorts(1)
    expect(await probe(port)).toEqual({ state: 'closed' })
  })

  it('is stalled where nothing is said in time, and ends when it is cancelled', async () => {
    expect(await probe(await listen(() => {}), 500)).toMatchObject({
      state: 'stalled',
      fault: { code: 'TIMED_OUT' },
    })
    const cancel = new AbortController()
    const port = await listen((socket) => socket.once('data', () => cancel.abort()))
    expect(await probe(port, 60_000, cancel.signal)).toMatchObject({
      state: 'stalled',
      fault: { code: 'CANCELLED' },
    })
  })

  it('is unreached where there is no such host, or no time', async () => {
    const place = { host: 'no-such-host.invalid', port: 79 }
    expect(await probeFinger({ place, query: '', timeoutMs: 5_000 })).toMatchObject({ state: 'unreached' })
    expect(await probe(await listen(() => {}), 60_000, AbortSignal.abort())).toMatchObject({
      state: 'unreached',
      fault: { code: 'CANCELLED' },
    })
  })

  it('stops reading what has no end', async () => {
    const port = await listen((socket) => {
      const line = `${'x'.repeat(1000)}\r\n`
      const pour = (): void => {
        while (socket.writable && socket.write(line));
        socket.once('drain', pour)
      }
      pour()
    })
    const state = await probe(port, 10_000)
    expect(state.state === 'answering' && state.answer.length).toBe(40)
  })
})
