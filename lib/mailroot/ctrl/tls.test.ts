import { createSecureContext, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '@/lib/errors'
import type { PracticeTls } from '@/lib/practice'
import { mailRootPath } from '@/lib/xmail/path'
import type { CtrlConnection } from '../connection'
import { inspectCtrlCertificate } from './index'
import { type MadeCertificate, makeCertificate } from './testing/make-certificate'
import { type PracticeFixture, startPractice } from './testing/practice-fixture'
import {
  connectionTo,
  GREETING,
  OK,
  type Peer,
  peerOn,
  type Script,
  serveScript,
  storeOn,
} from './testing/scripted-server'

const READY = '+00000 Ready to start TLS mode\r\n'
const A = mailRootPath('a.tab')

const authority = makeCertificate({ commonName: 'Test CA', isAuthority: true })
const good = makeCertificate({
  commonName: 'mail.test',
  names: ['mail.test', '127.0.0.1'],
  issuer: authority,
})
const selfSigned = makeCertificate({ commonName: 'mail.test', names: ['127.0.0.1'] })
const expired = makeCertificate({
  commonName: 'mail.test',
  names: ['127.0.0.1'],
  issuer: authority,
  fromDays: -9,
  toDays: -2,
})
const misnamed = makeCertificate({
  commonName: 'other.test',
  names: ['other.test', '192.0.2.1'],
  issuer: authority,
})
const ownAuthority = { by: 'authority', pem: authority.cert } as const

function brief(result: Result<unknown>): unknown {
  if (result.ok) return 'ok'
  const { code, details } = result.error
  return details?.reason === undefined ? code : `${code} ${details.reason}`
}

const practices: PracticeFixture[] = []
async function practiceWith(tls: PracticeTls) {
  const practice = await startPractice({ tls, ctrlsPort: 0 })
  practices.push(practice)
  const { port, ctrlsPort } = practice.server
  return (encryption: 'starttls' | 'tls', changes: Partial<CtrlConnection> = {}) => {
    return connectionTo(encryption === 'tls' ? (ctrlsPort ?? 0) : port, { encryption, ...changes })
  }
}
afterAll(async () => {
  for (const practice of practices) await practice.stop()
})

const BOTH = ['starttls', 'tls'] as const

describe.each(BOTH)('trust, over %s', (encryption) => {
  const cases: [string, MadeCertificate, Partial<CtrlConnection>, string][] = [
    ['an authority that the person gave', good, { trust: ownAuthority }, 'ok'],
    ['nobody but the system', good, {}, 'CERTIFICATE_UNTRUSTED UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [
      'nobody but the system, self-signed',
      selfSigned,
      {},
      'CERTIFICATE_UNTRUSTED DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    [
      'a self-signed certificate given as authority',
      selfSigned,
      { trust: { by: 'authority', pem: selfSigned.cert } },
      'ok',
    ],
    [
      'another authority',
      selfSigned,
      { trust: ownAuthority },
      'CERTIFICATE_UNTRUSTED DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    [
      'an authority that cannot be read',
      good,
      { trust: { by: 'authority', pem: 'nonsense' } },
      'CERTIFICATE_UNTRUSTED UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    ['an expired certificate', expired, { trust: ownAuthority }, 'CERTIFICATE_UNTRUSTED CERT_HAS_EXPIRED'],
    ['another name', misnamed, { trust: ownAuthority }, 'CERTIFICATE_UNTRUSTED ERR_TLS_CERT_ALTNAME_INVALID'],
    ['another name that was told', misnamed, { trust: ownAuthority, serverName: 'other.test' }, 'ok'],
    [
      'a name that was told wrongly',
      good,
      { trust: ownAuthority, serverName: 'other.test' },
      'CERTIFICATE_UNTRUSTED ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['the pinned certificate', selfSigned, { trust: { by: 'pin', sha256: selfSigned.sha256 } }, 'ok'],
    [
      'the pinned certificate, expired and misnamed',
      expired,
      { trust: { by: 'pin', sha256: expired.sha256 }, serverName: 'x.test' },
      'ok',
    ],
    [
      'another than the pinned one',
      good,
      { trust: { by: 'pin', sha256: selfSigned.sha256 } },
      'CERTIFICATE_CHANGED',
    ],
  ]

  it.each(cases)('%s', async (_what, certificate, changes, expected) => {
    const logins: string[] = []
    const practice = await startPractice({
      tls: { cert: certificate.cert, key: certificate.key },
      ctrlsPort: 0,
      observe: (event) => void (event.kind === 'login' && logins.push(event.user)),
    })
    practices.push(practice)
    const port = (encryption === 'tls' ? practice.server.ctrlsPort : practice.server.port) ?? 0
    const result = await storeOn(port, { encryption, ...changes }).identify()
    expect(brief(result)).toBe(expected)
    if (expected === 'ok') {
      expect(result).toMatchObject({
        value: { encrypted: true, cipher: expect.stringMatching(/^TLSv1\.3 TLS_/) },
      })
      expect(result.ok && result.value.weak).toBeUndefined()
    }
    expect(logins).toEqual(expected === 'ok' ? ['admin'] : [])
  })

  it('names both fingerprints, and what is wrong with whom', async () => {
    const connect = await practiceWith({ cert: good.cert, key: good.key })
    const pinned = await storeOn(
      connect(encryption).port,
      connect(encryption, { trust: { by: 'pin', sha256: selfSigned.sha256 } }),
    ).identify()
    expect(pinned).toEqual({
      ok: false,
      error: {
        code: 'CERTIFICATE_CHANGED',
        details: { expected: selfSigned.sha256, fingerprint: good.sha256, subject: 'CN=mail.test' },
      },
    })
    const untrusted = await storeOn(connect(encryption).port, connect(encryption)).identify()
    expect(untrusted).toMatchObject({
      error: {
        details: {
          reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
          fingerprint: good.sha256,
          subject: 'CN=mail.test',
        },
      },
    })
  })

  it('signs in with the clear password where the person chose that', async () => {
    const connect = await practiceWith({ cert: good.cert, key: good.key })
    const connection = connect(encryption, { trust: ownAuthority, login: 'clear' })
    expect(brief(await storeOn(connection.port, connection).identify())).toBe('ok')
  })
})

describe('old TLS', () => {
  const old = {
    cert: good.cert,
    key: good.key,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  } as const
  let connectOld: Awaited<ReturnType<typeof practiceWith>>
  beforeAll(async () => {
    connectOld = await practiceWith(old)
  })

  it.each(BOTH)('is refused over %s unless it is allowed, and then marked as weak', async (encryption) => {
    const refused = connectOld(encryption, { trust: ownAuthority })
    expect(brief(await storeOn(refused.port, refused).identify())).toMatch(/^TLS_TOO_OLD /)
    const allowed = connectOld(encryption, { trust: ownAuthority, allowOldTls: true })
    expect(await storeOn(allowed.port, allowed).identify()).toMatchObject({
      ok: true,
      value: { encrypted: true, weak: 'old-tls', cipher: expect.stringMatching(/^TLSv1 /) },
    })
  })

  it('still checks the certificate', async () => {
    const connection = connectOld('starttls', { allowOldTls: true })
    expect(brief(await storeOn(connection.port, connection).identify())).toMatch(/^CERTIFICATE_UNTRUSTED /)
  })

  it('being allowed does not make a modern server weak', async () => {
    const connect = await practiceWith({ cert: good.cert, key: good.key })
    const connection = connect('starttls', { trust: ownAuthority, allowOldTls: true })
    const identity = await storeOn(connection.port, connection).identify()
    expect(identity.ok && identity.value).toMatchObject({ cipher: expect.stringMatching(/^TLSv1\.3 /) })
    expect(identity.ok && identity.value.weak).toBeUndefined()
  })
})

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
      const started = performance.now()
      expect(brief(await store.identify({ timeoutMs: 100 }))).toMatch(/^(TIMED_OUT|TLS_NOT_OFFERED)$/)
      expect(performance.now() - started).toBeLessThan(1_000)
    }
  })
})

describe('inspectCtrlCertificate', () => {
  it.each(BOTH)('tells over %s what the server shows, and signs in as nobody', async (encryption) => {
    const events: string[] = []
    const practice = await startPractice({
      tls: { cert: misnamed.cert, key: misnamed.key },
      ctrlsPort: 0,
      observe: (event) => void events.push(event.kind),
    })
    practices.push(practice)
    const port = (encryption === 'tls' ? practice.server.ctrlsPort : practice.server.port) ?? 0
    const report = await inspectCtrlCertificate(connectionTo(port, { encryption }))
    expect(report).toEqual({
      ok: true,
      value: {
        subject: 'CN=other.test',
        issuer: 'CN=Test CA',
        validFrom: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
        validTo: expect.stringMatching(/Z$/),
        sha256: misnamed.sha256,
        names: ['other.test', '192.0.2.1'],
        trustedBySystem: false,
        untrustedReason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        protocol: 'TLSv1.3',
      },
    })
    expect(events).toEqual(['connection'])
  })

  it('gives a pin that then holds, also for old TLS', async () => {
    const connect = await practiceWith({
      cert: selfSigned.cert,
      key: selfSigned.key,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    expect(brief(await inspectCtrlCertificate(connect('starttls')))).toMatch(/^TLS_TOO_OLD/)
    const report = await inspectCtrlCertificate(connect('starttls', { allowOldTls: true }))
    if (!report.ok) throw new Error(report.error.code)
    expect(report.value).toMatchObject({ protocol: 'TLSv1', untrustedReason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const connection = connect('starttls', {
      allowOldTls: true,
      trust: { by: 'pin', sha256: report.value.sha256 },
    })
    expect(brief(await storeOn(connection.port, connection).identify())).toBe('ok')
  })

  it('has the troubles of any connection', async () => {
    const server = await serveScript((peer) => peer.say('-00130 Server does not like Your IP\r\n'))
    const connection = connectionTo(server.port, { encryption: 'starttls' })
    expect(brief(await inspectCtrlCertificate(connection))).toBe('REFUSED_BY_IPMAP')
    expect(brief(await inspectCtrlCertificate(connection, { signal: AbortSignal.abort() }))).toBe('CANCELLED')
    expect(brief(await inspectCtrlCertificate(connectionTo(server.port)))).toBe('TLS_NOT_OFFERED')
  })
})
