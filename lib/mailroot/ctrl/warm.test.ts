import { describe, expect, it } from 'vitest'
import type { PracticeEvent } from '@/lib/practice'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { startDelayProxy } from '@/test/support/delay-proxy'
import { startPractice } from './testing/practice-fixture'
import { afterTest, OK, type Script, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function practiceBehindProxy(oneWayMs: number) {
  const events: PracticeEvent[] = []
  const practice = await startPractice({ observe: (event) => void events.push(event) })
  const proxy = await startDelayProxy({ targetPort: practice.server.port, oneWayMs })
  afterTest(async () => {
    await proxy.close()
    await practice.stop()
  })
  return { practice, proxy, events }
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

  it('a write takes its own connection and leaves it for the read-back', async () => {
    const { proxy, events, practice } = await practiceBehindProxy(0)
    const store = storeOn(proxy.port)
    expect(await store.writeFile(A, Buffer.from('# a\n'))).toEqual({ state: 'written' })
    expect(proxy.counts()).toMatchObject({ connections: 1, turns: 4 })
    expect((await store.readSnapshot([A])).ok).toBe(true)
    expect(proxy.counts()).toMatchObject({ connections: 1, turns: 5 })
    expect(await store.writeFile(A, Buffer.from('# b\n'))).toEqual({ state: 'written' })
    expect(proxy.counts()).toMatchObject({ connections: 2 })
    expect(await practice.get('a.tab')).toBe('# b\n')
    expect(events.filter((event) => event.kind === 'upload').map((event) => event.early)).toEqual([
      false,
      false,
    ])
  })
})

describe('the warm connection', () => {
  /** Answers every command but `quit` with an empty OK, and counts. */
  const patient: Script = async (peer) => {
    await signIn(peer)
    for (let line = await peer.line(); line !== null; line = await peer.line()) {
      peer.say(OK)
      if (line === '"quit"') return
    }
  }

  it('is closed by a quit when it was idle', async () => {
    const server = await serveScript(patient)
    const store = storeOn(server.port, {}, { idleMs: 60 })
    expect((await store.identify()).ok).toBe(true)
    await pause(30)
    expect((await store.identify()).ok).toBe(true)
    expect(server.peers).toHaveLength(1)
    expect(server.peers[0]?.heard()).not.toContain('quit')
    await pause(150)
    expect(server.peers[0]?.heard()).toMatch(/"quit"\r\n$/)
    expect(server.peers[0]?.socket.destroyed).toBe(true)
  })

  it('is closed by a quit when the store is closed, which may be used again', async () => {
    const server = await serveScript(patient)
    const store = storeOn(server.port)
    expect((await store.identify()).ok).toBe(true)
    await store.close()
    expect(server.peers[0]?.heard()).toMatch(/"quit"\r\n$/)
    await store.close()
    expect((await store.identify()).ok).toBe(true)
    expect(server.peers).toHaveLength(2)
  })

  it('close does not wait long for a server that has stopped answering', async () => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      peer.say(OK)
      await peer.rest()
    })
    const store = storeOn(server.port)
    expect((await store.identify()).ok).toBe(true)
    const started = performance.now()
    await store.close()
    expect(performance.now() - started).toBeLessThan(1_500)
  })

  it.each([
    ['while idle', false],
    ['when it is used again', true],
  ])('closed by the server %s: the read is asked again on a new one', async (_when, afterCommand) => {
    const server = await serveScript(async (peer, nth) => {
      await signIn(peer)
      await peer.line()
      peer.say(OK)
      if (nth === 1 && afterCommand) await peer.line()
      else if (nth > 1) await peer.rest()
    })
    const store = storeOn(server.port)
    expect((await store.identify()).ok).toBe(true)
    if (!afterCommand) await pause(50)
    expect((await store.identify()).ok).toBe(true)
    expect(server.peers).toHaveLength(2)
  })

  it('lost in the middle of an answer: the read is not asked again', async () => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      await peer.line()
      peer.say(OK)
      await peer.line()
      peer.say('+001')
    })
    const store = storeOn(server.port)
    expect((await store.identify()).ok).toBe(true)
    expect(await store.readSnapshot([A])).toMatchObject({ ok: false, error: { code: 'CONNECTION_LOST' } })
    expect(server.peers).toHaveLength(1)
  })

  it('that said something unasked is not used: it would be taken for the next answer', async () => {
    const server = await serveScript(async (peer, nth) => {
      await signIn(peer)
      await peer.line()
      peer.say(nth === 1 ? `${OK}` : '-00019 Unable to open file\r\n')
      if (nth === 1) {
        await pause(30)
        peer.say('+00100 OK\r\nevil\r\n.\r\n')
      }
      await peer.rest()
    })
    const store = storeOn(server.port)
    expect((await store.identify()).ok).toBe(true)
    await pause(80)
    const snapshot = await store.readSnapshot([A])
    expect(snapshot.ok && snapshot.value.files.get(A)).toEqual({ path: A, state: 'absent' })
    expect(server.peers).toHaveLength(2)
  })

  it('calls at once take turns on it', async () => {
    const server = await serveScript(patient)
    const store = storeOn(server.port)
    const all = await Promise.all(Array.from({ length: 20 }, () => store.identify()))
    expect(all.every((identity) => identity.ok)).toBe(true)
    expect(server.peers).toHaveLength(1)
  })
})

describe('nothing is left behind', () => {
  /** What keeps the process from ending; a test runner has timers of its own. */
  const held = () => process.getActiveResourcesInfo().filter((kind) => /TCPSocket|TLS|DNS/.test(kind)).length

  it('neither sockets nor timers, whatever happened', async () => {
    const practice = await startPractice()
    afterTest(() => practice.stop())
    const server = await serveScript(async (peer, nth) => {
      await signIn(peer)
      await peer.line()
      if (nth % 2 === 0) peer.say(OK)
    })
    await pause(20)
    const before = held()
    const signal = new AbortController().signal
    const stores = [
      storeOn(practice.server.port),
      storeOn(server.port),
      storeOn(practice.server.port, { user: 'nobody' }),
    ]
    for (const store of stores) {
      await store.readSnapshot([A], { signal })
      await store.identify({ signal })
      await store.writeFile(A, Buffer.from('x\n'), { signal })
      await store.readSnapshot([A], { timeoutMs: 1 })
      await store.close()
    }
    await pause(100)
    expect(held()).toBe(before)
  })

  it('an idle store does not keep the process', async () => {
    const practice = await startPractice()
    afterTest(() => practice.stop())
    const before = held()
    const store = storeOn(practice.server.port)
    expect((await store.identify()).ok).toBe(true)
    // The practice server's end.
    expect(held() - before).toBe(1)
    await store.close()
  })
})
