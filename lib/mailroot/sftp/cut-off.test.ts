import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { type CutProxy, startCutProxy } from '@/test/support/cut-proxy'
import { type MailRootFolder, makeMailRootFolder } from '@/test/support/mailroot-folder'
import { type Sshd, startSshd } from '@/test/support/sshd'
import type { MailRootStore } from '../store'
import { openSftpStore } from './open-sftp-store'
import { connectionTo } from './testing/connection-to'

const PATH = mailRootPath('smtprelay.tab')
const OLD = new TextEncoder().encode('# old\n')
const NEW = new TextEncoder().encode(`# new\n${'"10.0.0.0"\t"255.0.0.0"\n'.repeat(20)}`)

let sshd: Sshd
let proxy: CutProxy
let folder: MailRootFolder
let store: MailRootStore

beforeAll(async () => {
  sshd = await startSshd()
  proxy = await startCutProxy(sshd.port)
})
afterAll(async () => {
  await proxy?.close()
  await sshd?.stop()
})
beforeEach(async () => {
  folder = await makeMailRootFolder()
  store = openSftpStore(connectionTo(sshd, { port: proxy.port, mailRoot: folder.path }), {
    privateKey: sshd.privateKey,
  })
  await folder.put(PATH, OLD)
})
afterEach(async () => {
  proxy.cut(null)
  await store.close()
  await folder.remove()
})

/** How many bytes a write takes each way, about: sshd packs answers together as time has it. */
async function measureWrite(): Promise<{ up: number; down: number }> {
  await store.identify()
  proxy.cut(null)
  expect(await store.writeFile(PATH, NEW)).toEqual({ state: 'written' })
  return { ...proxy.passed }
}

/** sshd does it, and then says so: asked before its answer passes, this tells that it is the answer to the rename. */
function isRenamed(): boolean {
  return readFileSync(join(folder.path, PATH), 'latin1').startsWith('# new')
}

async function expectWholeAndClean(): Promise<'old' | 'new'> {
  const found = await folder.read(PATH)
  const isNew = found !== null && Buffer.compare(found, NEW) === 0
  expect(Buffer.from(found ?? [])).toEqual(Buffer.from(isNew ? NEW : OLD))
  expect((await readdir(folder.path)).toSorted()).toEqual(['server.tab', PATH])
  return isNew ? 'new' : 'old'
}

describe.each(['up', 'down'] as const)('a write whose connection dies on the way %s', (direction) => {
  it('leaves the old bytes or the new, says which, and no temporary file', async () => {
    const total = (await measureWrite())[direction]
    const seen = new Set<string>()
    for (let afterBytes = 0; afterBytes <= total; afterBytes += Math.ceil(total / 40)) {
      await folder.put(PATH, OLD)
      expect(await store.identify()).toMatchObject({ ok: true })
      proxy.cut({ direction, after: afterBytes, how: 'reset' })
      const outcome = await store.writeFile(PATH, NEW)
      const found = await expectWholeAndClean()
      seen.add(outcome.state)
      if (outcome.state === 'written') expect(found).toBe('new')
      if (outcome.state === 'not-written') {
        expect(found).toBe('old')
        expect(outcome.fault).toMatchObject({ code: 'CONNECTION_LOST' })
      }
      if (outcome.state === 'in-doubt') {
        expect(outcome.fault).toEqual({
          code: 'IN_DOUBT',
          details: { path: PATH, because: 'CONNECTION_LOST' },
        })
      }
    }
    // Dead before anything had been asked: made again on a new connection. In the middle: not.
    expect(seen).toContain('written')
    expect(seen).toContain('not-written')
  }, 120_000)
})

describe('a connection that dies when the rename has been done', () => {
  it('leaves it in doubt, and the file is the new one', async () => {
    await store.identify()
    proxy.cut({ direction: 'down', after: isRenamed, how: 'reset' })
    expect(await store.writeFile(PATH, NEW)).toEqual({
      state: 'in-doubt',
      fault: { code: 'IN_DOUBT', details: { path: PATH, because: 'CONNECTION_LOST' } },
    })
    expect(await expectWholeAndClean()).toBe('new')
  })
})

describe('a server that goes silent', () => {
  it('in the middle of a write: not written, in time, and the next call works', async () => {
    const { up } = await measureWrite()
    await folder.put(PATH, OLD)
    await store.identify()
    proxy.cut({ direction: 'up', after: Math.round(up * 0.7), how: 'stall' })
    const outcome = await store.writeFile(PATH, NEW, { timeoutMs: 1_000 })
    expect(outcome).toEqual({ state: 'not-written', fault: { code: 'TIMED_OUT', details: { seconds: 1 } } })
    expect(await expectWholeAndClean()).toBe('old')
    expect(await store.writeFile(PATH, NEW)).toEqual({ state: 'written' })
  })

  it('after the rename has been sent: in doubt, and the file is the new one', async () => {
    await store.identify()
    proxy.cut({ direction: 'down', after: isRenamed, how: 'stall' })
    const outcome = await store.writeFile(PATH, NEW, { timeoutMs: 1_000 })
    expect(outcome).toEqual({
      state: 'in-doubt',
      fault: { code: 'IN_DOUBT', details: { path: PATH, because: 'TIMED_OUT' } },
    })
    expect(await expectWholeAndClean()).toBe('new')
  })

  it('while reading: timed out, and the next call gets a new connection', async () => {
    await store.identify()
    proxy.cut({ direction: 'down', after: 10, how: 'stall' })
    const before = proxy.connections
    expect(await store.readSnapshot([PATH], { timeoutMs: 300 })).toMatchObject({
      ok: false,
      error: { code: 'TIMED_OUT' },
    })
    expect(await store.readSnapshot([PATH])).toMatchObject({ ok: true })
    expect(proxy.connections).toBe(before + 1)
  })
})

describe('a call that is cancelled before the server has answered', () => {
  it.each(['up', 'down'] as const)('leaves no dead connection to the next one (%s)', async (direction) => {
    await store.identify()
    proxy.cut({ direction, after: 10, how: 'stall' })
    const signal = AbortSignal.timeout(200)
    expect(await store.readSnapshot([PATH], { signal })).toEqual({ ok: false, error: { code: 'CANCELLED' } })
    expect(await store.readSnapshot([PATH], { timeoutMs: 5_000 })).toMatchObject({ ok: true })
  })
})

describe('the kept connection', () => {
  it('is one for all calls, also for those that come while it is made', async () => {
    const before = proxy.connections
    await Promise.all(Array.from({ length: 20 }, () => store.readSnapshot([PATH])))
    await store.writeFile(PATH, NEW)
    await store.listFolder('')
    expect(proxy.connections).toBe(before + 1)
  })

  it('is made again when it died unused, for reading and for writing', async () => {
    await store.identify()
    proxy.resetAll()
    expect(await store.readSnapshot([PATH])).toMatchObject({ ok: true })
    proxy.resetAll()
    expect(await store.writeFile(PATH, NEW)).toEqual({ state: 'written' })
    expect(await expectWholeAndClean()).toBe('new')
  })

  it('is not made again by a call that a closing has cut off', async () => {
    await store.identify()
    const before = proxy.connections
    const reading = store.readSnapshot([PATH])
    await store.close()
    expect(await reading).toMatchObject({ ok: false, error: { code: 'CONNECTION_LOST' } })
    expect(proxy.connections).toBe(before)
  })

  it('survives the cancelling of one of its users, and its making too', async () => {
    const controller = new AbortController()
    const cancelled = store.readSnapshot([PATH], { signal: controller.signal })
    const other = store.readSnapshot([PATH])
    controller.abort()
    expect(await cancelled).toEqual({ ok: false, error: { code: 'CANCELLED' } })
    expect(await other).toMatchObject({ ok: true })
  })

  it('is not made at all for one who has stopped waiting', async () => {
    const controller = new AbortController()
    const cancelled = store.readSnapshot([PATH], { signal: controller.signal })
    controller.abort()
    expect(await cancelled).toEqual({ ok: false, error: { code: 'CANCELLED' } })
    expect(await store.readSnapshot([PATH])).toMatchObject({ ok: true })
  })
})
