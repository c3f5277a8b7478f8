import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Fault, Result } from '@/lib/errors'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { findFreePorts } from '@/test/support/free-ports'
import type { ConnectionSecrets } from '../connection'
import type { Snapshot } from '../store'
import type { CtrlStoreDeps } from './index'
import { connectFault } from './socket-fault'
import { GREETING, OK, type Script, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')
const B = mailRootPath('b.tab')

function faultOf(result: Result<unknown>): Fault | null {
  return result.ok ? null : result.error
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code
}

async function readFrom(script: Script, paths: MailRootPath[] = [A, B], deps: CtrlStoreDeps = {}) {
  const server = await serveScript(script)
  return { server, result: await storeOn(server.port, {}, deps).readSnapshot(paths) }
}

function textOf(result: Result<Snapshot>, path: MailRootPath): string | undefined {
  const file = result.ok ? result.value.files.get(path) : undefined
  return file?.state === 'present' ? Buffer.from(file.bytes).toString('latin1') : file?.state
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

describe('signing in', () => {
  it('sends the digest of timestamp and password, and never the password', async () => {
    const { result, server } = await readFrom(
      async (peer) => {
        await signIn(peer)
        await peer.line()
        peer.say('-00019 Unable to open file\r\n')
        await peer.rest()
      },
      [A],
    )
    expect(textOf(result, A)).toBe('absent')
    const digest = createHash('md5').update('<1795485270.42@127.0.0.1>secret').digest('hex')
    const heard = server.peers[0]?.heard() ?? ''
    expect(heard).toMatch(new RegExp(`^"admin"\t"#${digest}"\r\n"cfgfileget"\t"a.tab"\r\n`))
    expect(heard).not.toContain('secret')
  })

  it.each([
    ['-00105 Bad controller login\r\n', 'LOGIN_REFUSED'],
    ['-00161 Resource lock entry not found\r\n', 'LOGIN_REFUSED'],
    ['-00106 Controller accounts file not found\r\n', 'LOGIN_REFUSED'],
    ['+00100 OK\r\n', 'PROTOCOL_VIOLATION'],
    ['hello\r\n', 'PROTOCOL_VIOLATION'],
  ])('answered by %j: %s', async (answer, code) => {
    const { result, server } = await readFrom(async (peer) => {
      peer.say(GREETING)
      await peer.line()
      peer.say(answer)
    })
    expect(codeOf(result)).toBe(code)
    expect(server.peers).toHaveLength(1)
  })

  it('finds the refusal out where the pipelined commands made the server reset the connection', async () => {
    const { result, server } = await readFrom(async (peer, nth) => {
      peer.say(GREETING)
      await peer.line()
      if (nth === 1) peer.socket.resetAndDestroy()
      else peer.say('-00105 Bad controller login\r\n')
    })
    expect(codeOf(result)).toBe('LOGIN_REFUSED')
    expect(server.peers).toHaveLength(2)
    // The second time nothing travelled with the login.
    expect(server.peers[1]?.heard().split('\r\n')).toHaveLength(2)
  })

  it('gives up after two connections', async () => {
    const { result, server } = await readFrom(async (peer) => {
      peer.say(GREETING)
      await peer.line()
    })
    expect(codeOf(result)).toBe('CONNECTION_LOST')
    expect(server.peers).toHaveLength(2)
  })

  it.each<[string, Parameters<typeof storeOn>[1], ConnectionSecrets, Fault]>([
    ['a clear login without TLS', { login: 'clear' }, { password: 'x' }, { code: 'CLEAR_TEXT_REFUSED' }],
    ['no password', {}, {}, { code: 'INPUT_INVALID', field: 'password' }],
    ['an 8-bit user', { user: 'né' }, { password: 'x' }, { code: 'FIELD_NOT_ENCODABLE', field: 'user' }],
    ['a user with a TAB', { user: 'a\tb' }, { password: 'x' }, { code: 'FIELD_HAS_TAB', field: 'user' }],
    [
      'a user that makes the line too long',
      { user: 'x'.repeat(230) },
      { password: 'x' },
      { code: 'LINE_TOO_LONG_FOR_CTRL', details: { line: 1, limit: 252 } },
    ],
    [
      'an 8-bit clear password',
      { login: 'clear', encryption: 'tls' },
      { password: 'pässe' },
      { code: 'FIELD_NOT_ENCODABLE', field: 'password' },
    ],
  ])('refuses %s before connecting', async (_what, changes, secrets, fault) => {
    const server = await serveScript((peer) => peer.say(GREETING))
    const store = storeOn(server.port, changes, {}, secrets)
    expect(faultOf(await store.identify())).toEqual(fault)
    expect(faultOf(await store.readSnapshot([A]))).toEqual(fault)
    expect(faultOf(await store.listFolder(''))).toEqual(fault)
    expect(await store.writeFile(A, Buffer.from('x\n'))).toEqual({ state: 'not-written', fault })
    expect(server.peers).toHaveLength(0)
  })
})

describe('readSnapshot', () => {
  const answers = (bytes: string): Script => {
    return async (peer) => {
      await signIn(peer)
      peer.say(bytes)
    }
  }

  it('takes the answers in order: a file, an absent one, trouble with one', async () => {
    const { result } = await readFrom(
      answers(
        '+00100 OK\r\n"x"\r\n..\r\n...a\r\n\r\n.\r\n-00019 Unable to open file\r\n-00002 Memory allocation error\r\n',
      ),
      [A, B, mailRootPath('c.tab')],
    )
    expect(textOf(result, A)).toBe('"x"\n.\n..a\n\n')
    expect(textOf(result, B)).toBe('absent')
    const third = result.ok && result.value.files.get(mailRootPath('c.tab'))
    expect(third).toEqual({
      path: 'c.tab',
      state: 'unreadable',
      fault: { code: 'XMAIL_ERROR', details: { code: -2, text: 'Memory allocation error' } },
    })
  })

  it.each([
    ['a listing without its end', '+00100 OK\r\n"x"\r\n', 'CONNECTION_LOST'],
    ['an end without its line end', '+00100 OK\r\n"x"\r\n.', 'CONNECTION_LOST'],
    ['one answer too few', '+00100 OK\r\n.\r\n', 'CONNECTION_LOST'],
    ['a stray reply', '+00000 OK\r\n', 'PROTOCOL_VIOLATION'],
    ['a wish for data', '+00101 OK\r\n', 'PROTOCOL_VIOLATION'],
    ['words', 'hello\r\n', 'PROTOCOL_VIOLATION'],
    ['a line without end', `+00100 OK\r\n${'x'.repeat(5000)}`, 'PROTOCOL_VIOLATION'],
  ])('%s: the whole snapshot fails', async (_what, bytes, code) => {
    const { result, server } = await readFrom(answers(bytes))
    expect(codeOf(result)).toBe(code)
    expect(server.peers).toHaveLength(1)
  })

  it.each([
    [2044, undefined],
    [2045, 2],
    [2046, 2],
    [2047, 2],
  ])('a received line of %i bytes: not editable from line %s', async (bytes, line) => {
    const { result } = await readFrom(answers(`+00100 OK\r\n# a\r\n${'x'.repeat(bytes)}\r\nend\r\n.\r\n`), [
      A,
    ])
    const file = result.ok && result.value.files.get(A)
    const fault = file && file.state === 'present' ? file.notEditable : undefined
    expect(fault).toEqual(line && { code: 'LINE_TOO_LONG_FOR_CTRL', details: { line, limit: 2044 } })
  })

  it('drops a file that is too large, and reads on behind it', async () => {
    const large = `+00100 OK\r\n${'0123456789\r\n'.repeat(200_000)}.\r\n`
    const limits = { fileBytes: 1_000_000, snapshotBytes: 1_000_000 }
    const { result } = await readFrom(answers(`${large}+00100 OK\r\nb\r\n.\r\n`), [A, B], { limits })
    const file = result.ok && result.value.files.get(A)
    const fault = { code: 'FILE_TOO_LARGE', details: { path: 'a.tab', limit: 1_000_000 } }
    expect(file).toEqual({ path: A, state: 'unreadable', fault })
    expect(textOf(result, B)).toBe('b\n')
  })

  it('has a limit for all files together', async () => {
    const small = `+00100 OK\r\n${'0123456789\r\n'.repeat(10)}.\r\n`
    const limits = { fileBytes: 200, snapshotBytes: 150 }
    const { result } = await readFrom(answers(small + small), [A, B], { limits })
    expect(textOf(result, A)).toHaveLength(110)
    expect(textOf(result, B)).toBe('unreadable')
  })

  it('reads 10,000 files from a server that answers one before it reads the next', async () => {
    const paths = Array.from({ length: 10_000 }, (_, i) => mailRootPath(`f${i}.tab`))
    const { result } = await readFrom(async (peer) => {
      await signIn(peer)
      for (let line = await peer.line(); line !== null && !line.includes('quit'); line = await peer.line()) {
        peer.say(`+00100 OK\r\n# ${line.split('"')[3]}\r\n.\r\n`)
      }
    }, paths)
    expect(result.ok && result.value.files.size).toBe(10_000)
    expect(textOf(result, mailRootPath('f9999.tab'))).toBe('# f9999.tab\n')
  })

  it('never sends a path that is not one', async () => {
    const { result, server } = await readFrom(answers('+00100 OK\r\n.\r\n'), ['../x' as MailRootPath, A])
    expect(textOf(result, '../x' as MailRootPath)).toBe('unreadable')
    expect(textOf(result, A)).toBe('')
    expect(server.peers[0]?.heard()).not.toContain('..')
  })
})

describe('listFolder', () => {
  const listing = async (bytes: string) => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      peer.say(bytes)
      await peer.line()
    })
    const listed = await storeOn(server.port).listFolder('')
    return { listed, heard: server.peers[0]?.heard() ?? '' }
  }

  it('asks for everything in the folder', async () => {
    const { listed, heard } = await listing(
      '+00100 OK\r\n"a.tab"\t"12"\r\n"\xe6\x97\xa5.tab"\t"0"\r\n"\xe9"\t"1"\r\n.\r\n',
    )
    expect(listed).toEqual({
      ok: true,
      value: [
        { name: 'a.tab', sizeBytes: 12 },
        { name: '日.tab', sizeBytes: 0 },
        { name: 'é', sizeBytes: 1 },
      ],
    })
    expect(heard).toContain('"filelist"\t"."\t"*"\r\n')
  })

  it('passes over rows that are none', async () => {
    const { listed } = await listing(
      '+00100 OK\r\n"a\r\nb"\t"12"\r\n"c\td"\t"1"\r\n"e"\t"-1"\r\n""\t"1"\r\n.\r\n',
    )
    expect(listed).toEqual({ ok: true, value: [{ name: 'b"', sizeBytes: 12 }] })
  })

  it.each([
    ['-00211 Listing directory not found\r\n', 'FILE_NOT_FOUND'],
    ['-00214 Error in relative path syntax\r\n', 'XMAIL_ERROR'],
    ['+00101 OK\r\n', 'PROTOCOL_VIOLATION'],
    ['+00100 OK\r\n"a.tab"\t"12"\r\n', 'CONNECTION_LOST'],
  ])('answered by %j: %s', async (bytes, code) => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      peer.say(bytes)
    })
    expect(codeOf(await storeOn(server.port).listFolder(''))).toBe(code)
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
