import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSampleTls } from './copy-sample'
import type { LoopbackAddress, PracticeEvent, PracticeOptions } from './options'
import { startPracticeServer } from './practice-server'
import { signInDigest } from './sign-in'
import { connectClient, type TestClient, waitUntil } from './testing/client'

const ACCOUNT = { user: 'admin', password: 'secret' }

const undo: (() => unknown)[] = []
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function start(options: Partial<PracticeOptions> = {}) {
  const server = await startPracticeServer({ folder, account: ACCOUNT, ...options })
  undo.push(() => server.close())
  return server
}

async function connected(port: number): Promise<TestClient> {
  const client = await connectClient(port)
  undo.push(() => client.destroy())
  await client.waitFor('\r\n')
  return client
}

async function signedIn(port: number): Promise<TestClient> {
  const client = await connected(port)
  expect(await client.ask('admin\tsecret\r\n')).toBe('+00000 OK\r\n')
  return client
}

const put = (path: string, text: string) => writeFile(join(folder, path), text, 'latin1')
const got = (path: string) => readFile(join(folder, path), 'latin1').catch(() => null)

describe('listening', () => {
  it.each(['0.0.0.0', '::', '192.0.2.1', 'localhost', ''])('refuses %j', async (address) => {
    const addresses = [address] as unknown as LoopbackAddress[]
    await expect(start({ addresses })).rejects.toThrow('loopback')
  })

  it('refuses a folder that is not there', async () => {
    await expect(start({ folder: join(folder, 'none') })).rejects.toThrow('ENOENT')
  })

  it('listens on both loopback addresses with one port, and lets neither past ctrl.ipmap.tab', async () => {
    const server = await start({ addresses: ['127.0.0.1', '::1'] })
    await put('ctrl.ipmap.tab', '"::1/128"\t""\t"DENY"\t1\n')
    expect((await connected(server.port)).received).toContain('+00000')
    const client = await connectClient(server.port, '::1')
    undo.push(() => client.destroy())
    expect(await client.waitForClose()).toBe('-00130 Server does not like Your IP\r\n')
  })

  it('says in its greeting that it is for practice', async () => {
    const client = await connected((await start()).port)
    expect(client.received).toMatch(
      /^\+00000 <\d+\.\d+@127\.0\.0\.1> XMail 1\.27 \(practice\) CTRL Server; \w{3}, /,
    )
  })

  it('closes with clients connected, and frees the port', async () => {
    const server = await start()
    const client = await signedIn(server.port)
    await server.close()
    await client.waitForClose()
    await expect(connectClient(server.port)).rejects.toThrow('ECONNREFUSED')
  })
})

describe('signing in', () => {
  it('makes its account valid without touching the others', async () => {
    await put('ctrlaccounts.tab', '"ADMIN"\t"0401080c0b"\n"other"\t"11001611"\n')
    const server = await start()
    expect(await got('ctrlaccounts.tab')).toBe(
      '"admin"\t"160006170011"\n"ADMIN"\t"0401080c0b"\n"other"\t"11001611"\n',
    )
    expect(await (await connected(server.port)).ask('other\ttest\r\n')).toBe('+00000 OK\r\n')
    await server.close()
    await start()
    expect((await got('ctrlaccounts.tab'))?.match(/160006170011/g)).toHaveLength(1)
  })

  it('takes the digest in either case', async () => {
    const client = await connected((await start()).port)
    const timestamp = /<.*?>/.exec(client.received)?.[0] ?? ''
    const digest = signInDigest(timestamp, 'secret').toUpperCase()
    expect(await client.ask(`admin\t#${digest}\r\n`)).toBe('+00000 OK\r\n')
  })

  it('has the vector of semantics.md 8.2', () => {
    expect(signInDigest('<1234567890.42@127.0.0.1>', 'test')).toBe('f7c80c57be4ef93e604757ccf78154f0')
  })

  it.each([
    ['#"root"\ttest', '+00000 OK\r\n', 'a comment is an account'],
    ['nohex\t""', '+00000 OK\r\n', 'what cannot be decoded is an empty password'],
    ['half\tte', '+00000 OK\r\n', 'or the part that could be'],
    ['half\ttest', '-00105 Bad controller login\r\n', 'and no more'],
    ['twice\ttest', '-00105 Bad controller login\r\n', 'the first line decides'],
    ['admin\tsecret\tmore', '-00105 Bad controller login\r\n', 'three words'],
  ])('%j: %s (%s)', async (login, answer) => {
    await put(
      'ctrlaccounts.tab',
      ['#"root"\t11001611', 'nohex\tclear', 'half\t1100zz11', 'twice\t04', 'twice\t11001611'].join('\n'),
    )
    const client = await connected((await start()).port)
    expect(await client.ask(`${login}\r\n`)).toBe(answer)
  })

  it('has another number for a missing table', async () => {
    const client = await connected((await start()).port)
    await rm(join(folder, 'ctrlaccounts.tab'))
    expect(await client.ask('admin\tsecret\r\n')).toBe('-00106 Controller accounts file not found\r\n')
  })

  it.each(['adm\xefn\tsecret\r\n', `admin\t${'x'.repeat(247)}\r\n`])(
    'closes without a word after %j',
    async (login) => {
      const client = await connected((await start()).port)
      client.received = ''
      client.send(login)
      expect(await client.waitForClose()).toBe('')
    },
  )

  it('closes without a word when a client says nothing', async () => {
    const client = await connected((await start({ limits: { loginTimeoutMs: 30 } })).port)
    client.received = ''
    expect(await client.waitForClose()).toBe('')
    const other = await signedIn((await start({ limits: { commandTimeoutMs: 30 } })).port)
    other.received = ''
    expect(await other.waitForClose()).toBe('')
  })
})

describe('TLS', () => {
  it('from the first byte on its own port', async () => {
    const tls = await readSampleTls()
    const server = await start({ tls, ctrlsPort: 0 })
    const client = await connectClient(server.ctrlsPort ?? 0)
    undo.push(() => client.destroy())
    expect(await client.startTls(tls.cert)).toBe('TLSv1.3')
    expect(await client.waitFor('\r\n')).toContain('(practice)')
    expect(await client.ask('#!TLS\r\n')).toBe('-00242 TLS link already active\r\n')
    await client.waitForClose()
  })

  it('with the certificate of the folder, read at each handshake', async () => {
    const { cert, key } = await readSampleTls()
    const server = await start()
    const early = await connected(server.port)
    expect(await early.ask('#!TLS\r\n')).toBe('+00000 Ready to start TLS mode\r\n')
    await early.waitForClose()
    await put('server.cert', cert)
    await put('server.key', key)
    const client = await connected(server.port)
    await client.ask('#!TLS\r\n')
    await client.startTls(cert)
    expect(await client.ask('admin\tsecret\r\n')).toBe('+00000 OK\r\n')
  })

  it.each([
    ['yes', '-00249 TLS service disabled\r\n'],
    ['0', '-00249 TLS service disabled\r\n'],
    [' 1', '+00000 Ready to start TLS mode\r\n'],
  ])('EnableCTRL-TLS %j', async (value, answer) => {
    await put('server.tab', `#"EnableCTRL-TLS"\t"9"\n"EnableCTRL-TLS"\t"${value}"\n"EnableCTRL-TLS"\t"5"\n`)
    const client = await connected((await start({ tls: await readSampleTls() })).port)
    expect(await client.ask('#!TLS\r\n')).toBe(answer)
  })

  it('is over for a client that hangs up before, in or right after the handshake', async () => {
    const tls = await readSampleTls()
    const server = await start({ tls, ctrlsPort: 0 })
    for (const sent of ['', '\x16\x03\x01', 'handshake']) {
      for (const port of [server.port, server.ctrlsPort ?? 0]) {
        const client = await connectClient(port)
        undo.push(() => client.destroy())
        if (port === server.port) await client.ask('#!TLS\r\n', 'TLS mode\r\n')
        if (sent === 'handshake') await client.startTls(tls.cert)
        else client.send(sent)
        client.hangUp()
        await client.waitForClose()
      }
    }
  })

  it('of an old server', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const { cert, key } = await readSampleTls()
    const client = await connected((await start({ tls: { cert, key, ...old } })).port)
    await client.ask('#!TLS\r\n')
    // A client of today refuses; that it is refused over TLS shows that the server spoke.
    await expect(client.startTls(cert)).rejects.toThrow()
  })
})

describe('uploads', () => {
  it('cut short are committed, and the rest runs as commands', async () => {
    const server = await start()
    const client = await signedIn(server.port)
    await client.ask('cfgfileset\tx.tab\r\n')
    expect(await client.ask(`one\r\n${'b'.repeat(2046)}domainadd\tx.test\r\n`, 'OK\r\n+00000 OK\r\n')).toBe(
      '+00000 OK\r\n+00000 OK\r\n',
    )
    expect(await got('x.tab')).toBe('one\n')
    expect(await got('domains.tab')).toBe('"x.test"\n')
  })

  it('that stall are committed without the unfinished line', async () => {
    const server = await start({ limits: { dataTimeoutMs: 500 } })
    const client = await signedIn(server.port)
    await client.ask('cfgfileset\tx.tab\r\n')
    expect(await client.ask('one\r\ntw')).toBe('+00000 OK\r\n')
    expect(await got('x.tab')).toBe('one\n')
    expect(await client.ask('noop\r\n')).toBe('+00000 OK\r\n')
  })

  it('of a client that goes before the first line remove the file', async () => {
    await put('x.tab', 'old\n')
    const client = await signedIn((await start()).port)
    await client.ask('cfgfileset\tx.tab\r\n')
    client.destroy()
    await waitUntil(
      async () => (await got('x.tab')) === null,
      () => 'the file to go',
    )
  })

  it('keep the mode of the file, and go to a cut name where the path is too long', async () => {
    await put('x.tab', 'old\n')
    await chmod(join(folder, 'x.tab'), 0o640)
    const client = await signedIn((await start()).port)
    await client.ask('cfgfileset\tx.tab\r\n')
    await client.ask('new\r\n.\r\n')
    expect(await got('x.tab')).toBe('new\n')
    expect((await stat(join(folder, 'x.tab'))).mode & 0o777).toBe(0o640)
    await client.ask(`cfgfileset\t${'y'.repeat(300)}\r\n`)
    expect(await client.ask('cut\r\n.\r\n')).toBe('+00000 OK\r\n')
    expect(await got('y'.repeat(255 - folder.length - 1))).toBe('cut\n')
  })

  it('to a folder cannot be created', async () => {
    await mkdir(join(folder, 'filters'))
    const client = await signedIn((await start()).port)
    await client.ask('cfgfileset\tfilters\r\n')
    expect(await client.ask('a\r\n.\r\n')).toBe('-00010 Unable to create file\r\n')
  })

  it('tell an observer when data came too early', async () => {
    const events: PracticeEvent[] = []
    const client = await signedIn((await start({ observe: (event) => events.push(event) })).port)
    await client.ask('cfgfileset\tx.tab\r\n')
    await client.ask('a\r\n.\r\n')
    await client.ask('cfgfileset\tx.tab\r\nb\r\n.\r\n', '+00000 OK\r\n')
    const uploads = events.filter((event) => event.kind === 'upload')
    expect(uploads.map(({ early }) => early)).toEqual([false, true])
    expect(events.slice(0, 3)).toEqual([
      { kind: 'connection', connection: 1 },
      { kind: 'login', connection: 1, user: 'admin', accepted: true },
      { kind: 'command', connection: 1, words: ['cfgfileset', 'x.tab'] },
    ])
  })

  it('of two megabytes pass, and come back in one pipelined exchange with others', async () => {
    const client = await signedIn((await start()).port)
    const lines = Array.from({ length: 40_000 }, (_, i) => `"${i}"\t${'z'.repeat(40)}`)
    await client.ask('cfgfileset\tbig.tab\r\n')
    await client.ask(`${lines.join('\r\n')}\r\n.\r\n`)
    const answer = await client.ask(
      'cfgfileget\tbig.tab\r\n'.repeat(3).concat('noop\r\n'),
      '.\r\n+00000 OK\r\n',
    )
    expect(answer).toBe(`${`+00100 OK\r\n${lines.join('\r\n')}\r\n.\r\n`.repeat(3)}+00000 OK\r\n`)
  })
})

describe('the lock of server.tab', () => {
  it('makes a write wait, but neither readers nor another spelling', async () => {
    await put('server.tab', 'old\n')
    const server = await start()
    const release = await server.holdServerTab()
    const writer = await signedIn(server.port)
    await writer.ask('cfgfileset\tserver.tab\r\n')
    writer.received = ''
    writer.send('new\r\n.\r\n')
    const reader = await signedIn(server.port)
    expect(await reader.ask('cfgfileget\tserver.tab\r\n', '.\r\n')).toBe('+00100 OK\r\nold\r\n.\r\n')
    expect(writer.received).toBe('')
    await reader.ask('cfgfileset\t./server.tab\r\n')
    expect(await reader.ask('around\r\n.\r\n')).toBe('+00000 OK\r\n')
    expect(await got('server.tab')).toBe('around\n')
    release()
    await writer.waitFor('+00000 OK\r\n')
    expect(await got('server.tab')).toBe('new\n')
  })

  it('lets the write happen after the client has given up, but not after the end of the server', async () => {
    const server = await start()
    const release = await server.holdServerTab()
    const write = async (text: string) => {
      const client = await signedIn(server.port)
      await client.ask('cfgfileset\tserver.tab\r\n')
      client.send(`${text}\r\n.\r\n`)
      await new Promise((done) => setTimeout(done, 20))
      client.destroy()
    }
    await write('late')
    expect(await got('server.tab')).toBeNull()
    release()
    await waitUntil(
      async () => (await got('server.tab')) === 'late\n',
      () => 'the late write',
    )
    const releaseNext = await server.holdServerTab()
    await write('too late')
    await server.close()
    releaseNext()
    expect(await got('server.tab')).toBe('late\n')
  })
})
