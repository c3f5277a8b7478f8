import { describe, expect, it } from 'vitest'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { findFreePorts } from '@/test/support/free-ports'
import { connectFault } from '../socket-fault'
import { codeOf, faultOf } from './testing/brief'
import { GREETING, OK, type Script, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')
const B = mailRootPath('b.tab')

async function readFrom(script: Script, paths: readonly MailRootPath[] = [A, B]) {
  const server = await serveScript(script)
  return { server, result: await storeOn(server.port).readSnapshot(paths) }
}

describe('reaching a server', () => {
  it('UNREACHABLE where nothing listens', async () => {
    const [port = 0] = await findFreePorts(1)
    expect(faultOf(await storeOn(port).identify())).toEqual({
      code: 'UNREACHABLE',
      details: { host: '127.0.0.1', port, reason: 'ECONNREFUSED' },
    })
  })

  it('tells names that do not exist from hosts that do not answer', () => {
    const cause = (code: string) => Object.assign(new Error('x'), { code })
    expect(connectFault(cause('ENOTFOUND'), 'mail.test', 6017)).toEqual({
      code: 'HOST_NOT_FOUND',
      details: { host: 'mail.test' },
    })
    for (const reason of ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']) {
      const details = { host: 'mail.test', port: 6017, reason }
      expect(connectFault(cause(reason), 'mail.test', 6017)).toEqual({ code: 'UNREACHABLE', details })
    }
  })

  it.each([
    ['-00130 Server does not like Your IP\r\n', 'REFUSED_BY_IPMAP'],
    ['-00129 Server too busy, retry later\r\n', 'SERVER_BUSY'],
    ['-00001 Server shutdown\r\n', 'XMAIL_ERROR'],
    ['-00000 what\r\n', 'XMAIL_ERROR'],
    ['220 mail.test ESMTP\r\n', 'PROTOCOL_VIOLATION'],
    ['SSH-2.0-OpenSSH_9.2\r\n', 'PROTOCOL_VIOLATION'],
    ['+00000 OK\r\n', 'PROTOCOL_VIOLATION'],
    ['+00100 <1@h> XMail; x\r\n', 'PROTOCOL_VIOLATION'],
    ['\0\x01\x02\xff\n', 'PROTOCOL_VIOLATION'],
    ['', 'CONNECTION_LOST'],
    [GREETING.slice(0, -2), 'CONNECTION_LOST'],
  ])('a server that begins with %j: %s', async (greeting, code) => {
    const { result } = await readFrom((peer) => peer.say(greeting))
    expect(codeOf(result)).toBe(code)
  })

  it('cuts a server that never ends its line', async () => {
    const { result, server } = await readFrom(async (peer) => {
      for (let i = 0; i < 2_000 && !peer.socket.destroyed; i++) {
        peer.say('x'.repeat(65_536))
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    expect(faultOf(result)).toEqual({ code: 'PROTOCOL_VIOLATION', details: { reason: 'LINE_TOO_LONG' } })
    expect(server.peers[0]?.socket.bytesWritten).toBeLessThan(130_000_000)
  })
})

describe('the deadline and the signal', () => {
  const sayAndStay = (bytes: string): Script => {
    return async (peer) => {
      peer.say(bytes)
      await peer.rest()
    }
  }

  it.each([
    ['nothing', ''],
    ['the greeting', GREETING],
    ['the login', GREETING + OK],
    ['half a file', `${GREETING + OK}+00100 OK\r\nx\r\n`],
  ])('end a call that hangs after %s', async (_stage, bytes) => {
    const server = await serveScript(sayAndStay(bytes))
    const store = storeOn(server.port)
    expect(faultOf(await store.readSnapshot([A], { timeoutMs: 150 }))).toEqual({
      code: 'TIMED_OUT',
      details: { seconds: 0.2 },
    })
    const controller = new AbortController()
    const reading = store.readSnapshot([A], { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    expect(faultOf(await reading)).toEqual({ code: 'CANCELLED' })
    for (const peer of server.peers) expect(await peer.rest()).toBeDefined()
  })

  it('end a call that still waits for its turn', async () => {
    const server = await serveScript(sayAndStay(''))
    const store = storeOn(server.port)
    const first = store.readSnapshot([A], { timeoutMs: 300 })
    expect(codeOf(await store.readSnapshot([B], { timeoutMs: 50 }))).toBe('TIMED_OUT')
    expect(codeOf(await store.identify({ signal: AbortSignal.abort() }))).toBe('CANCELLED')
    expect(codeOf(await first)).toBe('TIMED_OUT')
    expect(server.peers).toHaveLength(1)
  })
})

describe('identify', () => {
  it('says who answers, and that the connection is not encrypted', async () => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      peer.say(OK)
      await peer.line()
    })
    expect(await storeOn(server.port).identify()).toEqual({
      ok: true,
      value: { kind: 'ctrl', software: 'XMail 1.27 CTRL Server', encrypted: false, weak: 'clear-text' },
    })
  })
})
