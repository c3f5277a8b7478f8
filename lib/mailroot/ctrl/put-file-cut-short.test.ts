import { describe, expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { briefOutcome, pause } from './testing/brief'
import { OK, type Peer, type Script, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')
const BODY = Buffer.from('"1.2.3.0"\t"255.255.255.0"\n')
const BODY_ON_WIRE = '"1.2.3.0"\t"255.255.255.0"\r\n.\r\n'
const GO_AHEAD = '+00101 OK\r\n'

/** Signs in, takes `cfgfileset`, and goes on as told. */
function upTo(then: (peer: Peer) => Promise<void> | void): Script {
  return async (peer) => {
    await signIn(peer)
    await peer.line()
    await then(peer)
  }
}

async function readData(peer: Peer): Promise<void> {
  for (let line = await peer.line(); line !== null && line !== '.'; line = await peer.line());
}

describe('a write that is cut short', () => {
  const hang: Script = upTo(async (peer) => void (await peer.rest()))

  it('before cfgfileset: nothing was written', async () => {
    const server = await serveScript(async (peer) => void (await peer.rest()))
    const store = storeOn(server.port)
    expect(briefOutcome(await store.writeFile(A, BODY, { timeoutMs: 50 }))).toBe('not-written TIMED_OUT')
    expect(briefOutcome(await store.writeFile(A, BODY, { signal: AbortSignal.abort() }))).toBe(
      'not-written CANCELLED',
    )
  })

  it('waits for the go-ahead past its deadline, and then sends all of the data', async () => {
    const controller = new AbortController()
    const server = await serveScript(
      upTo(async (peer) => {
        // Not by the clock: on a busy machine the upload may not have been asked for yet.
        controller.abort()
        await pause(1_200)
        peer.say(GO_AHEAD)
        await readData(peer)
        peer.say(OK)
      }),
    )
    const call = { timeoutMs: 1_000, signal: controller.signal }
    const writing = storeOn(server.port).writeFile(A, BODY, call)
    expect(await writing).toEqual({ state: 'written' })
    expect(server.peers[0]?.heard()).toContain(BODY_ON_WIRE)
  })

  it('gives up a server that never gives the go-ahead, in doubt', async () => {
    const server = await serveScript(hang)
    const store = storeOn(server.port, {}, { graceMs: 1_000 })
    expect(briefOutcome(await store.writeFile(A, BODY, { timeoutMs: 1_000 }))).toBe('in-doubt TIMED_OUT')
  })

  it.each([
    ['the deadline', 'TIMED_OUT'],
    ['the signal', 'CANCELLED'],
  ])('by %s after the data: in doubt, and the data has arrived in full', async (_what, code) => {
    const server = await serveScript(
      upTo(async (peer) => {
        peer.say(GO_AHEAD)
        await readData(peer)
        await peer.rest()
      }),
    )
    const controller = new AbortController()
    const call = code === 'TIMED_OUT' ? { timeoutMs: 1_000 } : { signal: controller.signal }
    setTimeout(() => controller.abort(), 1_000)
    expect(briefOutcome(await storeOn(server.port).writeFile(A, BODY, call))).toBe(`in-doubt ${code}`)
    expect(server.peers[0]?.heard()).toContain(BODY_ON_WIRE)
  })

  it('sends a large file in full to a slow reader, cancelled or not', async () => {
    const large = Buffer.from(`${'x'.repeat(99)}\n`.repeat(40_000))
    const controller = new AbortController()
    const server = await serveScript(
      upTo(async (peer) => {
        controller.abort()
        peer.socket.pause()
        peer.say(GO_AHEAD)
        setTimeout(() => peer.socket.resume(), 250)
        await readData(peer)
        peer.say(OK)
      }),
    )
    const call = { timeoutMs: 2_000, signal: controller.signal }
    expect(await storeOn(server.port).writeFile(A, large, call)).toEqual({ state: 'written' })
    expect(server.peers[0]?.heard()).toHaveLength(server.peers[0]?.socket.bytesRead ?? 0)
    expect(server.peers[0]?.socket.bytesRead).toBeGreaterThan(4_040_000)
  })

  it('does not hold up reads', async () => {
    const server = await serveScript(async (peer, nth) => {
      await signIn(peer)
      await peer.line()
      if (nth === 1) await peer.rest()
      peer.say('-00019 Unable to open file\r\n')
      await peer.line()
    })
    const store = storeOn(server.port, {}, { graceMs: 400 })
    const writing = store.writeFile(A, BODY, { timeoutMs: 400 })
    await pause(50)
    const reading = store.readSnapshot([A])
    expect(await Promise.race([reading.then(() => 'the read'), writing.then(() => 'the write')])).toBe(
      'the read',
    )
    expect((await reading).ok).toBe(true)
    expect(briefOutcome(await writing)).toBe('in-doubt TIMED_OUT')
  })
})
