import { describe, expect, it, vi } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { pause } from './testing/brief'
import { makeCertificate } from './testing/make-certificate'
import { startPractice } from './testing/practice-fixture'
import { afterTest, OK, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')

describe('nothing is left behind', () => {
  /** What keeps the process from ending; a test runner has timers of its own. */
  const held = () => process.getActiveResourcesInfo().filter((kind) => /TCPSocket|TLS|DNS/.test(kind)).length

  it('no sockets, whatever happened', async () => {
    const certificate = makeCertificate({ commonName: 'mail.test', names: ['127.0.0.1'] })
    // The server's own ends are counted too, so it must not keep them long.
    const limits = { loginTimeoutMs: 100 }
    const practice = await startPractice({ tls: certificate, ctrlsPort: 0, limits })
    afterTest(() => practice.stop())
    const server = await serveScript(async (peer, nth) => {
      await signIn(peer)
      await peer.line()
      if (nth % 2 === 0) peer.say(OK)
    })
    await pause(20)
    const before = held()
    const signal = new AbortController().signal
    const { port, ctrlsPort } = practice.server
    const trust = { by: 'pin', sha256: certificate.sha256 } as const
    const stores = [
      storeOn(port),
      storeOn(port, { encryption: 'starttls', trust }),
      storeOn(port, { encryption: 'starttls' }),
      storeOn(ctrlsPort ?? 0, { encryption: 'tls', trust }),
      storeOn(port, { user: 'nobody' }),
      storeOn(server.port),
    ]
    for (const store of stores) {
      await store.readSnapshot([A], { signal })
      await store.identify({ signal })
      await store.writeFile(A, Buffer.from('x\n'), { signal })
      await store.readSnapshot([A], { timeoutMs: 1 })
      await store.close()
    }
    await vi.waitFor(() => expect(held()).toBe(before))
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
