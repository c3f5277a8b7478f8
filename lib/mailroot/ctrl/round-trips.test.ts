import { describe, expect, it, vi } from 'vitest'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { startDelayProxy } from '@/test/support/delay-proxy'
import { startPractice } from './testing/practice-fixture'
import { afterTest, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')

async function practiceBehindProxy(oneWayMs: number) {
  const practice = await startPractice()
  const proxy = await startDelayProxy({ targetPort: practice.server.port, oneWayMs })
  afterTest(async () => {
    await proxy.close()
    await practice.stop()
  })
  return { practice, proxy }
}

describe('round trips', () => {
  it('a snapshot of 22 files: the greeting and one more; warm, one', async () => {
    const { practice, proxy } = await practiceBehindProxy(25)
    for (const path of SNAPSHOT_PATHS) await practice.put(path, `# ${path}\n`.repeat(100))
    await practice.put('ctrlaccounts.tab', '"admin"\t"160006170011"\n')
    const store = storeOn(proxy.port)
    const snapshot = await store.readSnapshot(SNAPSHOT_PATHS)
    expect(snapshot.ok && snapshot.value.files.size).toBe(SNAPSHOT_PATHS.length)
    expect(SNAPSHOT_PATHS.length).toBeGreaterThanOrEqual(22)
    // The opening of the connection is one more.
    expect(proxy.counts()).toMatchObject({ connections: 1, turns: 2 })

    proxy.reset()
    expect((await store.readSnapshot(SNAPSHOT_PATHS)).ok).toBe(true)
    expect(proxy.counts()).toMatchObject({ connections: 0, turns: 1 })
    proxy.reset()
    expect((await store.listFolder('')).ok).toBe(true)
    expect((await store.identify()).ok).toBe(true)
    expect(proxy.counts()).toMatchObject({ connections: 0, turns: 2 })
  })

  it('a write takes its own connection and leaves it for the read-back and for the next write', async () => {
    const { proxy, practice } = await practiceBehindProxy(0)
    const store = storeOn(proxy.port, {}, { freshMs: 0 })
    expect(await store.writeFile(A, Buffer.from('# a\n'))).toEqual({ state: 'written' })
    expect(proxy.counts()).toMatchObject({ connections: 1, turns: 3 })
    expect((await store.readSnapshot([A])).ok).toBe(true)
    expect(proxy.counts()).toMatchObject({ connections: 1, turns: 4 })
    expect(await store.writeFile(A, Buffer.from('# b\n'))).toEqual({ state: 'written' })
    // One more than the upload itself: whether the connection still lives.
    expect(proxy.counts()).toMatchObject({ connections: 1, turns: 6 })
    expect(await practice.get('a.tab')).toBe('# b\n')
  })
})

describe('server.tab, which waits for open SMTP sessions (semantics.md 0.3)', () => {
  it('is in doubt when the time is up, readable meanwhile, and written after all', async () => {
    const practice = await startPractice()
    afterTest(() => practice.stop())
    const path = mailRootPath('server.tab')
    const release = await practice.server.holdServerTab()
    const store = storeOn(practice.server.port)
    const before = await practice.get('server.tab')
    const outcome = await store.writeFile(path, Buffer.from('"RootDomain"\t"new.test"\n'), { timeoutMs: 150 })
    expect(outcome).toEqual({ state: 'in-doubt', fault: { code: 'TIMED_OUT', details: { seconds: 0.2 } } })
    const snapshot = await store.readSnapshot([path])
    const file = snapshot.ok ? snapshot.value.files.get(path) : undefined
    expect(file?.state === 'present' && Buffer.from(file.bytes).toString()).toBe(before)
    release()
    await vi.waitFor(async () => expect(await practice.get('server.tab')).toContain('new.test'))
  })
})
