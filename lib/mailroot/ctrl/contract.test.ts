import { describe } from 'vitest'
import { describeStore } from '../contract'
import { openCtrlStore } from './index'
import { makeCertificate } from './testing/make-certificate'
import { startPractice } from './testing/practice-fixture'
import { connectionTo, SECRETS } from './testing/scripted-server'

const certificate = makeCertificate({ commonName: 'mail.test', names: ['127.0.0.1'] })

describe.each(['none', 'starttls', 'tls'] as const)('CTRL, encryption %s', (encryption) => {
  describeStore('practice server', async () => {
    const practice = await startPractice({
      tls: { cert: certificate.cert, key: certificate.key },
      ctrlsPort: 0,
    })
    const port = (encryption === 'tls' ? practice.server.ctrlsPort : practice.server.port) ?? 0
    const trust = { by: 'pin', sha256: certificate.sha256 } as const
    const store = openCtrlStore(connectionTo(port, { encryption, trust }), SECRETS)
    return {
      store,
      putBytes: (path, bytes) => practice.put(path, bytes),
      readBytes: async (path) => {
        const bytes = await practice.get(path)
        return bytes === null ? null : Uint8Array.from(Buffer.from(bytes, 'latin1'))
      },
      cleanUp: async () => {
        await store.close()
        await practice.stop()
      },
    }
  })
})
