import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplyOutcome, applyChange } from '@/lib/changes/apply'
import { ctrlConnectionSchema } from '@/lib/mailroot/connection'
import { openCtrlStore } from '@/lib/mailroot/ctrl'
import { mailRootPath } from '@/lib/xmail/path'
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const PATH = mailRootPath('smtprelay.tab')
const BEFORE = '"10.0.0.0"\t"255.0.0.0"\n"192.0.2.0"\t"255.255.255.0"\n'
// The first line differs, so that no part of the new file is the old one.
const AFTER = '# changed\n"10.0.0.0"\t"255.0.0.0"\n"127.0.0.64"\t"255.255.255.192"\n'

/** XMail commits what had come of an upload that is cut off, or deletes the file (semantics.md 0.2). */
describe.skipIf(!XMAIL_HOME)('a connection that dies at any byte of an upload to a real XMail', () => {
  let xmail: RealXmail
  let proxy: CuttingProxy
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
    proxy = await startCuttingProxy(xmail.ctrlPort)
  })
  afterAll(async () => {
    await proxy?.close()
    await xmail?.stop()
  })

  it('leaves the old file or the new one, and says which', async () => {
    expect(await applyCutAfter(null)).toEqual({ state: 'applied' })
    expect(await xmail.get(PATH)).toBe(AFTER)
    // Sign-in, command, data and its final dot, and what the same connection is used for afterwards.
    const allBytes = proxy.bytesUp
    expect(allBytes).toBeGreaterThan(140)

    const states = new Map<string, number>()
    for (let bytes = 1; bytes <= allBytes; bytes++) {
      const outcome = await applyCutAfter(bytes)
      const label = `cut after ${bytes} of ${allBytes} bytes: ${JSON.stringify(outcome)}`
      expect(await xmail.get(PATH), label).toBe(outcome.state === 'applied' ? AFTER : BEFORE)
      states.set(outcome.state, (states.get(outcome.state) ?? 0) + 1)
    }
    // In the login, in the command, in the data, and after it.
    expect(states.get('not-applied')).toBeGreaterThan(20)
    expect(states.get('put-back')).toBeGreaterThan(20)
    expect(states.get('applied')).toBeGreaterThan(0)
  }, 300_000)

  async function applyCutAfter(bytes: number | null): Promise<ApplyOutcome> {
    await xmail.put(PATH, BEFORE)
    const place = { kind: 'ctrl', host: '127.0.0.1', port: proxy.port, user: xmail.account.user }
    const store = openCtrlStore(ctrlConnectionSchema.parse({ ...place, encryption: 'none' }), {
      password: xmail.account.password,
    })
    // Reads go over this connection; the upload gets one of its own, which is the one that is cut.
    proxy.cutAfter(null)
    await store.identify()
    proxy.cutAfter(bytes)
    const outcome = await applyChange({
      files: [{ path: PATH, before: Buffer.from(BEFORE), after: Buffer.from(AFTER) }],
      store,
      journal: { step: async () => {} },
      sleep: async (ms) => {
        if (bytes !== null) proxy.cutAfter(null)
        await new Promise((done) => setTimeout(done, ms / 50))
      },
    })
    await store.close()
    return outcome
  }
})
