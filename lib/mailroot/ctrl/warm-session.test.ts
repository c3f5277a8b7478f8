import { describe, expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { pause } from './testing/brief'
import { OK, type Script, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')

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
    await store.close()
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
