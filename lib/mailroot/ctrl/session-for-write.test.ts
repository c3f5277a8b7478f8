import { describe, expect, it } from 'vitest'
import type { PracticeEvent } from '@/lib/practice'
import { mailRootPath } from '@/lib/xmail/path'
import { briefOutcome, pause } from './testing/brief'
import { startPractice } from './testing/practice-fixture'
import { afterTest, OK, type Peer, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')
const B = mailRootPath('b.tab')
const FIRST = Buffer.from('# first\n')
const SECOND = Buffer.from('# second\n')

/** Answers as a server does to commands that are in order; gives back at the first that `until` names, or the end. */
async function serve(peer: Peer, until = '"quit"'): Promise<string | null> {
  for (let line = await peer.line(); line !== null; line = await peer.line()) {
    if (line === until) return line
    if (line.startsWith('"cfgfileset"')) {
      peer.say('+00101 OK\r\n')
      for (let row = await peer.line(); row !== null && row !== '.'; ) row = await peer.line()
    }
    peer.say(line.startsWith('"cfgfileget"') ? '-00019 Unable to open file\r\n' : OK)
  }
  return null
}

/** Answers the next command so, and stays. */
function saying(bytes: string): (peer: Peer) => Promise<string> {
  return async (peer) => {
    await peer.line()
    peer.say(bytes)
    return peer.rest()
  }
}

const uploadsOf = (peers: readonly Peer[]) =>
  peers.map((peer) => peer.heard().split('"cfgfileset"').length - 1)

describe('the session of the writes', () => {
  it.each([
    ['and answers a noop between them', 0, ['"noop"']],
    ['and is not asked whether it lives where it has just answered', 60_000, []],
  ])('is the same for writes one after another, %s', async (_what, freshMs, between) => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      await serve(peer)
    })
    const store = storeOn(server.port, {}, { freshMs })
    for (const bytes of [FIRST, SECOND, FIRST]) {
      expect(await store.writeFile(A, bytes)).toEqual({ state: 'written' })
    }
    expect(server.peers).toHaveLength(1)
    const heard = server.peers[0]?.heard().split('\r\n').slice(1, -1)
    const upload = (text: string) => ['"cfgfileset"\t"a.tab"', text, '.']
    const uploads = [upload('# first'), upload('# second'), upload('# first')]
    expect(heard).toEqual(uploads.flatMap((lines, i) => (i === 0 ? lines : [...between, ...lines])))
  })

  it('is another than that of the reads, and both are ended in order', async () => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      await serve(peer)
    })
    const store = storeOn(server.port)
    for (const bytes of [FIRST, SECOND]) {
      expect((await store.readSnapshot([A])).ok).toBe(true)
      expect(await store.writeFile(A, bytes)).toEqual({ state: 'written' })
    }
    expect(server.peers).toHaveLength(2)
    expect(uploadsOf(server.peers)).toEqual([0, 2])
    await store.close()
    for (const peer of server.peers) expect(peer.heard()).toMatch(/"quit"\r\n$/)
  })

  it.each<[string, (peer: Peer, written: Promise<void>) => Promise<unknown> | unknown]>([
    ['was closed while it waited', () => pause(20)],
    ['is closed by the noop', (peer) => peer.line()],
    ['is reset by the noop', (peer) => peer.line().then(() => peer.socket.resetAndDestroy())],
    ['answers something else', saying('-00103 Bad CTRL command syntax\r\n')],
    ['answers too much', saying(OK + OK)],
    ['no longer answers', saying('')],
    // Not at once: with the answer before it, it would be a second answer to the upload.
    [
      'has something to say unasked',
      async (peer, written) => {
        await written
        peer.socket.write('+00101 OK\r\n')
        await peer.rest()
      },
    ],
  ])('is replaced where it %s: one upload', async (_what, meanwhile) => {
    let isWritten = (): void => {}
    const written = new Promise<void>((resolve) => {
      isWritten = resolve
    })
    const server = await serveScript(async (peer, nth) => {
      await signIn(peer)
      if (nth > 1) return void (await serve(peer))
      await peer.line()
      peer.say('+00101 OK\r\n')
      await peer.line()
      await peer.line()
      peer.say(OK)
      await meanwhile(peer, written)
    })
    const store = storeOn(server.port, {}, { answerMs: 100, freshMs: 0 })
    expect(await store.writeFile(A, FIRST)).toEqual({ state: 'written' })
    isWritten()
    await pause(50)
    expect(await store.writeFile(B, SECOND)).toEqual({ state: 'written' })
    expect(uploadsOf(server.peers)).toEqual([1, 1])
    expect(server.peers[0]?.heard()).not.toContain('second')
  })

  it('lost once cfgfileset has been sent: in doubt, and not tried again', async () => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      await serve(peer, '"cfgfileset"\t"b.tab"')
    })
    const store = storeOn(server.port)
    expect(await store.writeFile(A, FIRST)).toEqual({ state: 'written' })
    expect(briefOutcome(await store.writeFile(B, SECOND))).toBe('in-doubt CONNECTION_LOST')
    expect(uploadsOf(server.peers)).toEqual([2])
  })

  it('does not outlive a call that is told to stop before cfgfileset', async () => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      await serve(peer, '"noop"')
      await peer.rest()
    })
    const store = storeOn(server.port, {}, { freshMs: 0 })
    expect(await store.writeFile(A, FIRST)).toEqual({ state: 'written' })
    expect(briefOutcome(await store.writeFile(B, SECOND, { timeoutMs: 60 }))).toBe('not-written TIMED_OUT')
    expect(uploadsOf(server.peers)).toEqual([1])
  })

  it('is not that of the reads where the network is in trouble', async () => {
    const server = await serveScript(async (peer, nth) => {
      if (nth > 1) return
      await signIn(peer)
      await serve(peer)
    })
    const store = storeOn(server.port)
    expect((await store.readSnapshot([A])).ok).toBe(true)
    expect(briefOutcome(await store.writeFile(A, FIRST))).toBe('not-written CONNECTION_LOST')
    expect(uploadsOf(server.peers)).toEqual([0, 0])
  })

  it('is not waited for long where a read has it and hangs', async () => {
    const server = await serveScript(async (peer, nth) => {
      await signIn(peer)
      await serve(peer, nth === 1 ? '"cfgfileget"\t"a.tab"' : undefined)
      if (nth === 1) await peer.rest()
    })
    const store = storeOn(server.port, {}, { answerMs: 50 })
    expect(await store.writeFile(A, FIRST)).toEqual({ state: 'written' })
    const reading = store.readSnapshot([A], { timeoutMs: 2_000 })
    expect(await store.writeFile(B, SECOND)).toEqual({ state: 'written' })
    expect(uploadsOf(server.peers)).toEqual([1, 1])
    expect(await reading).toMatchObject({ ok: false, error: { code: 'TIMED_OUT' } })
  })
})

describe('a write that hangs on the kept session', () => {
  it('of server.tab holds up no read, which has a session of its own', async () => {
    const events: PracticeEvent[] = []
    const practice = await startPractice({ observe: (event) => void events.push(event) })
    afterTest(() => practice.stop())
    const path = mailRootPath('server.tab')
    const store = storeOn(practice.server.port)
    expect(await store.writeFile(A, FIRST)).toEqual({ state: 'written' })
    const release = await practice.server.holdServerTab()
    const writing = store.writeFile(path, Buffer.from('"RootDomain"\t"new.test"\n'))
    while (events.filter(({ kind }) => kind === 'upload').length < 2) await pause(5)
    for (let i = 0; i < 3; i++) {
      const reading = store.readSnapshot([path, A])
      const first = await Promise.race([reading.then(() => 'the read'), writing.then(() => 'the write')])
      expect(first).toBe('the read')
      expect(await reading).toMatchObject({ ok: true })
    }
    release()
    expect(await writing).toEqual({ state: 'written' })
    expect(events.filter(({ kind }) => kind === 'connection')).toHaveLength(2)
  })
})
