import { createSecureContext, TLSSocket } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { brief } from './testing/brief'
import { BOTH, good } from './testing/certificates'
import { GREETING, OK, type Peer, peerOn, type Script, serveScript, storeOn } from './testing/scripted-server'

const READY = '+00000 Ready to start TLS mode\r\n'
const A = mailRootPath('a.tab')

describe('an upgrade that goes wrong is an error', () => {
  const afterTls = (answer: (peer: Peer) => void | Promise<void>): Script => {
    return async (peer) => {
      peer.say(GREETING)
      await peer.line()
      await answer(peer)
    }
  }
  const pinned = { encryption: 'starttls', trust: { by: 'pin', sha256: good.sha256 } } as const

  /** Only the handshake: what is said inside it is the test's. */
  function secure(peer: Peer): Peer {
    peer.socket.removeAllListeners('data')
    const secureContext = createSecureContext({ cert: good.cert, key: good.key })
    return peerOn(new TLSSocket(peer.socket, { isServer: true, secureContext }))
  }

  it.each<[string, Script, string]>([
    ['switched off', afterTls((peer) => peer.say('-00249 TLS service disabled\r\n')), 'TLS_NOT_OFFERED'],
    [
      'unknown to an old server',
      afterTls((peer) => peer.say('-00105 Bad controller login\r\n')),
      'TLS_NOT_OFFERED',
    ],
    ['a close, for want of a certificate', afterTls((peer) => peer.say(READY)), 'TLS_FAILED ECONNRESET'],
    ['a close without an answer', afterTls(() => {}), 'CONNECTION_LOST CLOSED'],
    ['a listing', afterTls((peer) => peer.say('+00100 OK\r\n')), 'PROTOCOL_VIOLATION UNEXPECTED_REPLY'],
    ['words', afterTls((peer) => peer.say('hello\r\n')), 'PROTOCOL_VIOLATION UNEXPECTED_REPLY'],
    [
      'bytes before the handshake, which could be an answer put there by somebody in between',
      afterTls(async (peer) => {
        peer.say(`${READY}${OK}`)
        await peer.rest()
      }),
      'PROTOCOL_VIOLATION BYTES_BEFORE_TLS',
    ],
    [
      'bytes behind the greeting',
      async (peer) => {
        peer.say(`${GREETING}${READY}${OK}`)
        await peer.rest()
      },
      'PROTOCOL_VIOLATION BYTES_BEFORE_TLS',
    ],
    [
      'words in place of the handshake',
      afterTls(async (peer) => {
        peer.say(READY)
        await new Promise((resolve) => setTimeout(resolve, 50))
        peer.say(OK)
        await peer.rest()
      }),
      'TLS_FAILED ERR_SSL_WRONG_VERSION_NUMBER',
    ],
  ])('%s', async (_what, script, expected) => {
    const server = await serveScript(script)
    const store = storeOn(server.port, pinned)
    expect(brief(await store.identify())).toBe(expected)
    for (const peer of server.peers) expect(peer.heard()).not.toMatch(/admin|noop/)
    expect(await store.writeFile(A, Buffer.from('x\n'))).toMatchObject({ state: 'not-written' })
  })

  it('words in place of TLS on what was thought the CTRLS port: it is the clear one', async () => {
    const server = await serveScript(async (peer) => {
      peer.say(GREETING)
      await peer.rest()
    })
    const store = storeOn(server.port, { ...pinned, encryption: 'tls' })
    expect(brief(await store.identify())).toBe('TLS_NOT_OFFERED')
  })

  it('reads inside TLS as outside', async () => {
    const server = await serveScript(
      afterTls(async (peer) => {
        peer.say(READY)
        const inside = secure(peer)
        expect(await inside.line()).toMatch(/^"admin"\t"#/)
        inside.say(`${OK}+00100 OK\r\n"x"\r\n.\r\n`)
        await inside.rest()
      }),
    )
    expect(await storeOn(server.port, pinned).readSnapshot([A])).toMatchObject({ ok: true })
  })

  it.each([
    ['nothing', ''],
    ['the greeting', GREETING],
    ['the go-ahead', GREETING + READY],
  ])('hangs after %s: the deadline ends it', async (_what, bytes) => {
    const server = await serveScript(async (peer) => {
      if (bytes) peer.say(GREETING)
      if (bytes.endsWith(READY)) {
        await peer.line()
        peer.say(READY)
      }
      await peer.rest()
    })
    for (const encryption of BOTH) {
      const store = storeOn(server.port, { ...pinned, encryption })
      expect(brief(await store.identify({ timeoutMs: 100 }))).toMatch(/^(TIMED_OUT|TLS_NOT_OFFERED)$/)
    }
  })
})
