import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import * as tls from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { generateKey, makeSelfSigned, parseCertificate, printKey, readNames } from '@/lib/certificates'
import { unwrap } from '@/lib/errors'
import type { TlsService } from './ask-for-tls'
import { proveTls } from './prove-tls'

let cert = ''
let key = ''
const servers: Server[] = []
const sockets = new Set<Socket>()

beforeAll(async () => {
  const made = await generateKey('ec-p256')
  cert = await makeSelfSigned(made, 'ec-p256', unwrap(readNames('localhost 127.0.0.1')), 30, Date.now())
  key = printKey(made)
})
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})
afterAll(() => expect(servers).toEqual([]))

/** A server that says its greeting and then answers each line as told; RAISE raises the connection. */
async function serve(greeting: string, answer: (line: string) => string, options: tls.TlsOptions = {}) {
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write(greeting)
    socket.on('data', function onData(chunk) {
      const reply = answer(chunk.toString().trim())
      socket.write(reply.replace(RAISE, ''))
      if (!reply.endsWith(RAISE)) return
      socket.off('data', onData)
      const context = tls.createSecureContext({ cert, key, ...options })
      const secured = new tls.TLSSocket(socket, { isServer: true, secureContext: context, ...options })
      secured.on('error', () => {}).on('data', () => secured.write('+OK bye\r\n'))
      secured.on('end', () => secured.end())
    })
  })
  return listen(server)
}

async function listen(server: Server) {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
}

const RAISE = '<tls>'
const EHLO = '250-mail.example.test\r\n250-SIZE\r\n250 STARTTLS\r\n'

describe('a handshake', () => {
  it.each<[TlsService, string, Record<string, string>]>([
    ['smtp', '220 mail\r\n', { 'EHLO localhost': EHLO, STARTTLS: '220 Ready\r\n<tls>' }],
    ['pop3', '+OK <1@mail>\r\n', { STLS: '+OK\r\n<tls>' }],
    ['ctrl', '+00000 <1@mail> XMail 1.27\r\n', { '#!TLS': '+00000 Ready\r\n<tls>' }],
  ])('on %s shows the certificate, trusted or not', async (service, greeting, script) => {
    const address = await serve(greeting, (line) => script[line] ?? '500 what\r\n')
    const proof = await proveTls(service, address)
    expect(proof).toMatchObject({ state: 'secured', protocol: 'TLSv1.3', trusted: false })
    expect(proof).toMatchObject({ untrustedReason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const shown = proof.state === 'secured' ? parseCertificate(proof.certificate) : null
    expect(shown?.fingerprint256).toBe(parseCertificate(cert)?.fingerprint256)
  })

  it('on a port of its own', async () => {
    const server = tls.createServer({ cert, key }, (socket) => socket.end('220 mail\r\n'))
    expect(await proveTls('smtps', await listen(server))).toMatchObject({ state: 'secured' })
  })

  it('with a server that wants a certificate of its clients', async () => {
    const server = tls.createServer({ cert, key, requestCert: true, rejectUnauthorized: true }, (socket) =>
      socket.end('220 mail\r\n'),
    )
    server.on('tlsClientError', () => {})
    expect(await proveTls('smtps', await listen(server))).toMatchObject({ state: 'failed' })
  })
})

describe('no handshake', () => {
  const closing = async (greeting: string) =>
    listen(createServer((socket) => socket.on('error', () => {}).end(greeting)))

  it.each<[string, TlsService, string, (line: string) => string, object]>([
    [
      'switched off',
      'smtp',
      '220 mail\r\n',
      () => '250 mail\r\n',
      { state: 'not-offered', reply: '250 mail' },
    ],
    [
      'switched off',
      'pop3',
      '+OK\r\n',
      () => '-ERR Command disabled\r\n',
      { state: 'not-offered', reply: '-ERR Command disabled' },
    ],
    [
      'switched off',
      'ctrl',
      '+00000 x\r\n',
      () => '-00249 TLS service disabled\r\n',
      { state: 'not-offered' },
    ],
    ['an access list', 'smtp', '421 no\r\n', () => '', { state: 'refused', reply: '421 no' }],
    ['an access list', 'ctrl', '-00012 no\x07\r\n', () => '', { state: 'refused', reply: '-00012 no?' }],
    [
      'bytes before the handshake',
      'pop3',
      '+OK\r\n',
      () => '+OK\r\n+OK\r\n',
      { state: 'failed', reason: 'UNASKED_BYTES' },
    ],
    ['words on a port of TLS', 'smtps', '220 mail\r\n', () => '', { state: 'failed' }],
    ['a flood', 'smtp', 'x'.repeat(50_000), () => '', { state: 'failed', reason: 'LINE_TOO_LONG' }],
  ])('with %s on %s', async (_, service, greeting, answer, expected) => {
    expect(await proveTls(service, await serve(greeting, answer))).toMatchObject(expected)
  })

  it('where the server closes instead: no key, or one that does not fit', async () => {
    expect(await proveTls('pop3', await closing('+OK\r\n'))).toMatchObject({ state: 'failed' })
    expect(await proveTls('smtps', await closing(''))).toMatchObject({ state: 'failed' })
  })

  it('where nobody listens', async () => {
    const server = createServer()
    const address = await listen(server)
    await new Promise((done) => server.close(done))
    servers.pop()
    expect(await proveTls('smtp', address)).toEqual({ state: 'not-reached', reason: 'ECONNREFUSED' })
  })

  it('that nobody answers ends with its time, or when it is cancelled', async () => {
    const silent = await listen(createServer((socket) => sockets.add(socket.on('error', () => {}))))
    expect(await proveTls('smtp', silent, { timeoutMs: 50 })).toEqual({ state: 'timed-out' })
    const controller = new AbortController()
    const waiting = proveTls('smtps', silent, { signal: controller.signal })
    controller.abort()
    expect(await waiting).toEqual({ state: 'cancelled' })
    expect(await proveTls('smtp', silent, { signal: controller.signal })).toEqual({ state: 'cancelled' })
  })
})
