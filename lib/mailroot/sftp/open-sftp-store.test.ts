import { afterAll, beforeAll } from 'vitest'
import { makeMailRootFolder } from '@/test/support/mailroot-folder'
import { type Sshd, startSshd } from '@/test/support/sshd'
import { describeStore } from '../contract'
import { openSftpStore } from './open-sftp-store'

let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd()
})
afterAll(() => sshd?.stop())

describeStore('sftp', async () => {
  const folder = await makeMailRootFolder()
  const store = openSftpStore(
    {
      kind: 'sftp',
      host: '127.0.0.1',
      port: sshd.port,
      user: sshd.user,
      mailRoot: folder.path,
      auth: 'key',
      hostKey: sshd.hostKey,
      allowOldAlgorithms: false,
    },
    { privateKey: sshd.privateKey },
  )
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
