import { createServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unwrap } from '@/lib/errors'
import { findFreePorts } from '@/test/support/free-ports'
import { reachService } from './reach-service'
import { tryRelay } from './try-relay'

/** A server that answers each line by its first word, and keeps what it was told. */
async function listen(answers: Readonly<Record<string, string>>) {
  const told: string[] = []
  const peers: string[] = []
  const server = createServer((socket: Socket) => {
    peers.push(socket.remoteAddress ?? '')
    socket.on('error', () => {})
    socket.write(answers.connect ?? '220 here\r\n')
    let rest = ''
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        told.push(line)
        const answer = answers[line.split(' ')[0] ?? ''] ?? '250 OK\r\n'
        if (answer === '') socket.end()
        else if (line === 'QUIT') socket.end('221 bye\r\n')
        else socket.write(answer)
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { place: { host: '127.0.0.1', port }, told, peers }
}

const lines = { from: 'a@example.com', rcpt: 'b@example.net' }
const attempt = { lines, timeoutMs: 5_000 }

describe('tryRelay', () => {
  it('goes as far as RCPT TO, takes it back, and says good-bye', async () => {
    const { place, told } = await listen({ EHLO: '250-here\r\n250-SIZE\r\n250 HELP\r\n' })
    expect(unwrap(await tryRelay({ ...attempt, place }))).toEqual([
      { command: 'connect', sent: '', reply: '220 here' },
      { command: 'ehlo', sent: 'EHLO client', reply: '250 HELP' },
      { command: 'mail', sent: 'MAIL FROM:<a@example.com>', reply: '250 OK' },
      { command: 'rcpt', sent: 'RCPT TO:<b@example.net>', reply: '250 OK' },
    ])
    expect(told.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'MAIL', 'RCPT', 'RSET', 'QUIT'])
  })

  it('stops at the first refusal, at a closed door, and where the server hangs up', async () => {
    const refuses = await listen({ MAIL: '551 no\r\n' })
    expect(unwrap(await tryRelay({ ...attempt, place: refuses.place })).at(-1)).toMatchObject({
      command: 'mail',
      reply: '551 no',
    })
    const closed = await listen({ connect: '421 busy\r\n' })
    expect(unwrap(await tryRelay({ ...attempt, place: closed.place }))).toEqual([
      { command: 'connect', sent: '', reply: '421 busy' },
    ])
    const silent = await listen({ RCPT: '' })
    expect(unwrap(await tryRelay({ ...attempt, place: silent.place })).at(-1)).toMatchObject({
      command: 'rcpt',
      reply: null,
    })
  })

  it('sends nothing but its own lines, whatever is in an address, and shows nothing but text', async () => {
    const { place, told } = await listen({ RCPT: '550 no \x1b[31mway\r\n' })
    const rcpt = 'b@example.net>\r\nDATA\r\nx\u00e9'
    const replies = unwrap(await tryRelay({ place, lines: { from: '', rcpt }, timeoutMs: 5_000 }))
    expect(told.slice(1, 3)).toEqual(['MAIL FROM:<>', 'RCPT TO:<b@example.net>??DATA??x?>'])
    expect(told).not.toContain('DATA')
    expect(replies.at(-1)?.reply).toBe('550 no ?[31mway')
  })

  it('comes from the address that it was told', async () => {
    const { place, peers } = await listen({})
    unwrap(await tryRelay({ ...attempt, place, localAddress: '127.0.0.9' }))
    expect(peers).toEqual(['127.0.0.9'])
  })

  it('tells trouble apart: nobody there, no time, no patience, an address that is not ours', async () => {
    const [port = 0] = await findFreePorts(1)
    const nowhere = { host: '127.0.0.1', port }
    expect(await tryRelay({ ...attempt, place: nowhere })).toMatchObject({
      error: { code: 'UNREACHABLE', details: { reason: 'ECONNREFUSED' } },
    })
    const { place } = await listen({ EHLO: '250-never\r\n' })
    expect(await tryRelay({ ...attempt, place, timeoutMs: 100 })).toMatchObject({
      error: { code: 'TIMED_OUT' },
    })
    expect(await tryRelay({ ...attempt, place, signal: AbortSignal.timeout(50) })).toMatchObject({
      error: { code: 'CANCELLED' },
    })
    expect(await tryRelay({ ...attempt, place, localAddress: '192.0.2.77' })).toMatchObject({
      error: { code: 'UNREACHABLE' },
    })
  })
})

describe('reachService', () => {
  it('learns both addresses', async () => {
    const { place } = await listen({})
    const reached = unwrap(await reachService({ ...place, host: 'localhost' }, 5_000))
    expect(reached).toEqual({ place, localAddress: '127.0.0.1' })
  })
})
