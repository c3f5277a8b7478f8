import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSampleTls } from './copy-sample'
import type { PracticeFault } from './faults'
import { type PracticeServer, startPracticeServer } from './practice-server'
import { connectClient, type TestClient, waitUntil } from './testing/client'

const LOGIN = 'admin\tsecret\r\n'
const RELAY = '"10.0.0.0"\t"255.0.0.0"\n'

let folder: string
let server: PracticeServer
const clients: TestClient[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-'))
  await writeFile(join(folder, 'smtprelay.tab'), RELAY)
  server = await startPracticeServer({
    folder,
    account: { user: 'admin', password: 'secret' },
    tls: await readSampleTls(),
    ctrlsPort: 0,
  })
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function connected(...faults: PracticeFault[]): Promise<TestClient> {
  server.setFaults(faults)
  const client = await connectClient(server.port)
  clients.push(client)
  return client
}

const relay = () => readFile(join(folder, 'smtprelay.tab'), 'latin1').catch(() => null)
const quiet = () => new Promise((done) => setTimeout(done, 50))

describe('a cut', () => {
  it.each([0, 1, 20, 60])('after %i bytes sent lets exactly these pass', async (sent) => {
    const client = await connected({ kind: 'cut', after: { sent } })
    expect(await client.waitForClose()).toHaveLength(sent)
  })

  it('after bytes sent can fall into a later answer', async () => {
    const whole = await connected()
    const greeting = (await whole.waitFor('\r\n')).length
    const client = await connected({ kind: 'cut', after: { sent: greeting + 11 + 4 } })
    client.send(`${LOGIN}noop\r\n`)
    expect(await client.waitForClose()).toMatch(/\d\r\n\+00000 OK\r\n\+000$/)
  })

  it('after bytes received commits the lines that had come', async () => {
    const before = `${LOGIN}cfgfileset\tsmtprelay.tab\r\n`
    const client = await connected({ kind: 'cut', after: { received: before.length + 'one\r\ntw'.length } })
    await client.waitFor('\r\n')
    await client.ask(LOGIN)
    await client.ask('cfgfileset\tsmtprelay.tab\r\n')
    client.send('one\r\ntwo\r\n.\r\n')
    await client.waitForClose()
    await waitUntil(
      async () => (await relay()) === 'one\n',
      () => 'the torn upload',
    )
  })

  it('can be a reset', async () => {
    const client = await connected({ kind: 'cut', after: { received: 3 }, how: 'reset' })
    await client.waitFor('\r\n')
    client.send(LOGIN)
    await client.waitForClose()
  })

  it.each(['close', 'reset'] as const)('right before a handshake leaves nobody behind: %s', async (how) => {
    const client = await connected({ kind: 'cut', after: { received: '#!TLS\r\n'.length }, how })
    await client.waitFor('\r\n')
    client.send('#!TLS\r\n')
    await client.waitForClose()
    await server.close()
  })

  it('inside TLS counts what is on the wire', async () => {
    const { cert } = await readSampleTls()
    for (const sent of [1, 500, 1400, 2500, 4000]) {
      server.setFaults([{ kind: 'cut', after: { sent } }])
      const client = await connectClient(server.ctrlsPort ?? 0)
      clients.push(client)
      const outcome = await client.startTls(cert).then(
        () => {
          client.send(LOGIN + 'noop\r\n'.repeat(300))
          return client.waitForClose()
        },
        () => 'no handshake',
      )
      expect(outcome.length).toBeLessThan(300 * '+00000 OK\r\n'.length)
    }
  })
})

describe('a stall', () => {
  it('after bytes sent keeps the rest back and the connection open', async () => {
    const client = await connected({ kind: 'stall', after: { sent: 10 } })
    client.send(`${LOGIN}quit\r\n`)
    await quiet()
    expect(client.received).toHaveLength(10)
    expect(client.isClosed).toBe(false)
  })

  it('after bytes received leaves the server waiting', async () => {
    const client = await connected({ kind: 'stall', after: { received: LOGIN.length + 2 } })
    await client.waitFor('\r\n')
    await client.ask(LOGIN)
    client.received = ''
    client.send('noop\r\nquit\r\n')
    await quiet()
    expect(client.received).toBe('')
    expect(client.isClosed).toBe(false)
  })

  it('works inside TLS', async () => {
    server.setFaults([{ kind: 'stall', after: { received: 1_000_000 } }])
    const client = await connectClient(server.ctrlsPort ?? 0)
    clients.push(client)
    await client.startTls((await readSampleTls()).cert)
    await client.waitFor('\r\n')
    expect(await client.ask(LOGIN)).toBe('+00000 OK\r\n')
    expect(await client.ask('quit\r\n')).toBe('+00000 OK\r\n')
    await client.waitForClose()
  })
})

describe('a false answer', () => {
  it('to the connection', async () => {
    const bytes = '-00129 Server too busy, retry later\r\n'
    const client = await connected({ kind: 'answer', to: 'connect', bytes, next: 'close' })
    expect(await client.waitForClose()).toBe(bytes)
  })

  it('to a login, a verb and an upload, with the session going on', async () => {
    const client = await connected(
      { kind: 'answer', to: 'login', bytes: '+00000 OK\r\n' },
      { kind: 'answer', to: { verb: 'cfgfileget' }, bytes: '+00100 OK\r\nfalse\r\n.\r\n' },
      { kind: 'answer', to: 'upload', bytes: '-00021 Unable to write file\r\n' },
    )
    await client.waitFor('\r\n')
    expect(await client.ask('who\tknows\r\n')).toBe('+00000 OK\r\n')
    expect(await client.ask('CfgFileGet\tsmtprelay.tab\r\n', '.\r\n')).toBe('+00100 OK\r\nfalse\r\n.\r\n')
    await client.ask('cfgfileset\tsmtprelay.tab\r\n')
    expect(await client.ask('x\r\n.\r\n')).toBe('-00021 Unable to write file\r\n')
    expect(await relay()).toBe(RELAY)
    expect(await client.ask('noop\r\n')).toBe('+00000 OK\r\n')
  })

  it('to #!TLS, before a real handshake', async () => {
    const bytes = '+00000 Ready to start TLS mode\r\n+00000 OK\r\n'
    const client = await connected({ kind: 'answer', to: 'tls', bytes })
    await client.waitFor('\r\n')
    expect(await client.ask('#!TLS\r\n', 'OK\r\n')).toBe(bytes)
    expect(await client.startTls((await readSampleTls()).cert)).toBe('TLSv1.3')
  })
})
