import { describe, expect, it } from 'vitest'
import { applyChange } from '@/lib/changes/apply'
import type { ErrorCode } from '@/lib/errors'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { ctrlStoreOn, ENCRYPTIONS, type Encryption } from '../support/ctrl-store-on'
import { openRaw, type RawConnection } from '../support/raw-connection'
import { type RealXmail, startXmail, XMAIL_HOME, type XmailOptions } from '../support/xmail'

const SERVER_TAB = mailRootPath('server.tab')

describe.skipIf(!XMAIL_HOME)('what a real XMail refuses or delays', () => {
  it('says who answers, and that clear text is weak', async () => {
    await withXmail({}, async (xmail) => {
      const clear = await ctrlStoreOn(xmail).identify()
      const value = { software: 'XMail 1.27 CTRL Server', encrypted: false, weak: 'clear-text' }
      expect(clear).toEqual({ ok: true, value: { kind: 'ctrl', ...value } })
      const secure = await ctrlStoreOn(xmail, { encryption: 'tls' }).identify()
      expect(secure).toMatchObject({ ok: true, value: { encrypted: true } })
      expect(secure).not.toHaveProperty('value.weak')
    })
  })

  it('tells a refused login from a lost connection, with a whole snapshot sent behind the login', async () => {
    await withXmail({}, async (xmail) => {
      for (const encryption of ENCRYPTIONS) {
        const store = ctrlStoreOn(xmail, { encryption, password: 'wrong' })
        for (let i = 0; i < 10; i++) {
          const snapshot = await store.readSnapshot(SNAPSHOT_PATHS)
          expect(snapshot).toMatchObject({ ok: false, error: { code: 'LOGIN_REFUSED' } })
        }
      }
    })
  })

  it('knows a refused login by any of its numbers', async () => {
    await withXmail({ options: ['-Cl'] }, async (xmail) => {
      const refused = await ctrlStoreOn(xmail, { password: 'wrong' }).identify()
      expect(refused).toMatchObject({ ok: false, error: { code: 'LOGIN_REFUSED', details: { code: -161 } } })
    })
    await withXmail({ files: { 'ctrlaccounts.tab': null } }, (xmail) => expectAll(xmail, 'LOGIN_REFUSED'))
  })

  it('tells that ctrl.ipmap.tab refuses it', async () => {
    const deny = '"127.0.0.1"\t"255.255.255.255"\t"DENY"\t1\n'
    await withXmail({}, async (xmail) => {
      await xmail.put('ctrl.ipmap.tab', deny)
      await expectAll(xmail, 'REFUSED_BY_IPMAP')
    })
  })

  it.each([
    ['ctrl.ipmap.tab', '"127.0.0.1"\t"255.255.255.255"\t"DENY"\t1\n', 'REFUSED_BY_IPMAP'],
    ['ctrlaccounts.tab', '"nobody"\t"160006170011"\n', 'LOGIN_REFUSED'],
  ] as const)('lets a change of %s that shuts it out be put back', async (name, shut, code) => {
    const path = mailRootPath(name)
    const open = name === 'ctrl.ipmap.tab' ? '# nobody is shut out\n' : '"admin"\t"160006170011"\n'
    await withXmail({ files: { [name]: open } }, async (xmail) => {
      for (const encryption of ENCRYPTIONS) {
        const store = ctrlStoreOn(xmail, { encryption })
        expect(await store.writeFile(path, Buffer.from(shut))).toEqual({ state: 'written' })
        await expectCode(xmail, encryption, code)
        expect(await store.writeFile(path, Buffer.from(open))).toEqual({ state: 'written' })
        expect(await ctrlStoreOn(xmail, { encryption }).identify()).toMatchObject({ ok: true })
        await store.close()
      }
    })
  })

  it('tells that the server is busy', async () => {
    await withXmail({ options: ['-CX', '1'] }, async (xmail) => {
      const held = await hold(xmail.ctrlPort, '+')
      await expectAll(xmail, 'SERVER_BUSY')
      held.destroy()
    })
  })

  it('tells that TLS is switched off, or that the server has no certificate that works', async () => {
    const off = '"RootDomain"\t"xmailserver.test"\n"EnableCTRL-TLS"\t"0"\n'
    await withXmail({ files: { 'server.tab': off } }, async (xmail) => {
      await expectCode(xmail, 'starttls', 'TLS_NOT_OFFERED')
      expect(await ctrlStoreOn(xmail, { encryption: 'tls' }).identify()).toMatchObject({ ok: true })
    })
    await withXmail({}, async (xmail) => {
      await xmail.put('server.key', 'no key\n')
      await expectCode(xmail, 'starttls', 'TLS_FAILED')
      await expectCode(xmail, 'tls', 'TLS_FAILED')
    })
  })

  it('asks again where the kept connection was closed by the server', async () => {
    await withXmail({ options: ['-Ct', '1'] }, async (xmail) => {
      const store = ctrlStoreOn(xmail)
      expect(await store.readSnapshot([SERVER_TAB])).toMatchObject({ ok: true })
      await pause(2500)
      expect(await store.readSnapshot([SERVER_TAB])).toMatchObject({ ok: true })
      await store.close()
    })
  })

  it('is in doubt about server.tab while an SMTP session is open, and knows once it has ended', async () => {
    await withXmail({}, async (xmail) => {
      const store = ctrlStoreOn(xmail, { deps: { timeoutMs: 1000, graceMs: 1000 } })
      const before = Buffer.from((await xmail.get(SERVER_TAB)) ?? '', 'latin1')
      const after = Buffer.concat([before, Buffer.from('# after\n')])
      const session = await hold(xmail.smtpPort, '220 ')
      expect(await store.writeFile(SERVER_TAB, after)).toMatchObject({
        state: 'in-doubt',
        fault: { code: 'TIMED_OUT' },
      })
      expect(await xmail.get(SERVER_TAB)).toBe(before.toString('latin1'))
      session.destroy()
      await pause(500)
      expect(await xmail.get(SERVER_TAB)).toBe(after.toString('latin1'))

      const again = await hold(xmail.smtpPort, '220 ')
      setTimeout(() => again.destroy(), 2500)
      const files = [{ path: SERVER_TAB, before: after, after: before }]
      const outcome = await applyChange({ files, store, journal: { step: async () => {} }, sleep: pause })
      expect(outcome).toEqual({ state: 'applied' })
      await store.close()
    })
  }, 30_000)
})

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** A connection that was let in. The one that saw the server come up may still be counted, and is waited out. */
async function hold(port: number, greeting: string): Promise<RawConnection> {
  for (let tries = 0; tries < 100; tries++) {
    const connection = await openRaw({ port })
    await connection.waitFor((text) => text.includes('\n'))
    if (connection.received().startsWith(greeting)) return connection
    connection.destroy()
    await pause(20)
  }
  throw new Error(`port ${port} lets nobody in`)
}

async function expectAll(xmail: RealXmail, code: ErrorCode): Promise<void> {
  for (const encryption of ENCRYPTIONS) await expectCode(xmail, encryption, code)
}

async function expectCode(xmail: RealXmail, encryption: Encryption, code: ErrorCode): Promise<void> {
  const identity = await ctrlStoreOn(xmail, { encryption }).identify()
  expect(identity, encryption).toMatchObject({ ok: false, error: { code } })
}

async function withXmail(
  options: Omit<XmailOptions, 'home'>,
  run: (xmail: RealXmail) => Promise<void>,
): Promise<void> {
  const xmail = await startXmail({ home: XMAIL_HOME ?? '', ...options })
  try {
    await run(xmail)
  } finally {
    await xmail.stop()
  }
}
