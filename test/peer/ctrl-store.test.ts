import { describe } from 'vitest'
import { describeStore, type StoreFixture } from '@/lib/mailroot/contract'
import { ctrlStoreOn, ENCRYPTIONS, type Encryption } from '../support/ctrl-store-on'
import { startXmail, XMAIL_HOME } from '../support/xmail'

describe.skipIf(!XMAIL_HOME)('the CTRL store on a real XMail', () => {
  for (const encryption of ENCRYPTIONS) {
    describeStore(`CTRL, encryption ${encryption}`, () => makeFixture(encryption))
  }
})

async function makeFixture(encryption: Encryption): Promise<StoreFixture> {
  const xmail = await startXmail({ home: XMAIL_HOME ?? '' })
  const store = ctrlStoreOn(xmail, { encryption })
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
