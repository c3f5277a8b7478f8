import { createHash, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type CtrlConnection, ctrlConnectionSchema } from '@/lib/mailroot/connection'
import { describeStore, type StoreFixture } from '@/lib/mailroot/contract'
import { openCtrlStore } from '@/lib/mailroot/ctrl'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const ENCRYPTIONS = ['none', 'starttls', 'tls'] as const

describe.skipIf(!XMAIL_HOME)('the CTRL store against a real XMail', () => {
  for (const encryption of ENCRYPTIONS) {
    describeStore(`CTRL, encryption ${encryption}`, () => makeFixture(encryption))
  }

  it('says who answers, and that clear text is weak', async () => {
    await withXmail(async (xmail) => {
      const clear = await openStore(xmail, 'none').identify()
      expect(clear).toMatchObject({
        ok: true,
        value: { software: 'XMail 1.27 CTRL Server', weak: 'clear-text' },
      })
      const secure = await openStore(xmail, 'tls').identify()
      expect(secure).toMatchObject({ ok: true, value: { encrypted: true } })
      expect(secure).not.toHaveProperty('value.weak')
    })
  })

  it('tells a refused login from a lost connection, also with a whole snapshot sent behind the login', async () => {
    await withXmail(async (xmail) => {
      for (const encryption of ENCRYPTIONS) {
        const store = openCtrlStore(connectionTo(xmail, encryption), { password: 'wrong' })
        for (let i = 0; i < 10; i++) {
          const snapshot = await store.readSnapshot(SNAPSHOT_PATHS)
          expect(snapshot).toMatchObject({ ok: false, error: { code: 'LOGIN_REFUSED' } })
        }
        await store.close()
      }
    })
  })

  it('tells that ctrl.ipmap.tab refuses it', async () => {
    await withXmail(async (xmail) => {
      await xmail.put('ctrl.ipmap.tab', '"127.0.0.1"\t"255.255.255.255"\t"DENY"\t1\n')
      for (const encryption of ENCRYPTIONS) {
        const identity = await openStore(xmail, encryption).identify()
        expect(identity).toMatchObject({ ok: false, error: { code: 'REFUSED_BY_IPMAP' } })
      }
    })
  })
})

async function makeFixture(encryption: CtrlConnection['encryption']): Promise<StoreFixture> {
  const xmail = await startXmail({ home: XMAIL_HOME ?? '' })
  const store = openStore(xmail, encryption)
  return {
    store,
    putBytes: (path, bytes) => xmail.put(path, bytes),
    readBytes: async (path) => {
      const text = await xmail.get(path)
      return text === null ? null : Uint8Array.from(Buffer.from(text, 'latin1'))
    },
    cleanUp: async () => {
      await store.close()
      await xmail.stop()
    },
  }
}

function openStore(xmail: RealXmail, encryption: CtrlConnection['encryption']) {
  return openCtrlStore(connectionTo(xmail, encryption), { password: xmail.account.password })
}

function connectionTo(xmail: RealXmail, encryption: CtrlConnection['encryption']): CtrlConnection {
  const { raw } = new X509Certificate(xmail.certificate ?? '')
  return ctrlConnectionSchema.parse({
    kind: 'ctrl',
    host: '127.0.0.1',
    port: encryption === 'tls' ? xmail.ctrlsPort : xmail.ctrlPort,
    user: xmail.account.user,
    encryption,
    trust: { by: 'pin', sha256: createHash('sha256').update(raw).digest('hex') },
  })
}

async function withXmail(run: (xmail: RealXmail) => Promise<void>): Promise<void> {
  const xmail = await startXmail({ home: XMAIL_HOME ?? '' })
  try {
    await run(xmail)
  } finally {
    await xmail.stop()
  }
}
