import { afterAll, beforeAll } from 'vitest'
import { makeMailRootFolder } from '@/test/support/mailroot-folder'
import { type Sshd, startSshd } from '@/test/support/sshd'
import { describeStore } from '../contract'
import { describeFolderStore } from '../folder/contract'
import { openSftpStore } from './open-sftp-store'
import { connectionTo } from './testing/connection-to'

let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd()
})
afterAll(() => sshd?.stop())

describeStore('sftp', async () => {
  const folder = await makeMailRootFolder()
  const store = openSftpStore(connectionTo(sshd, { mailRoot: folder.path }), { privateKey: sshd.privateKey })
  return {
    store,
    putBytes: folder.put,
    readBytes: folder.read,
    async cleanUp() {
      await store.close()
      await folder.remove()
    },
  }
})

describeFolderStore('sftp', (mailRoot, as) => {
  // Only root's sshd lets others in; without root the tests run with few rights anyway.
  const user = as && process.getuid?.() === 0 ? as : sshd.user
  return openSftpStore(connectionTo(sshd, { mailRoot, user }), { privateKey: sshd.privateKey })
})
