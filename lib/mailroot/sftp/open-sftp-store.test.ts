import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
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

describe('sftp', () => {
  it('reads a file to its end, whatever size the server had told', async (test) => {
    if (!existsSync('/proc/version')) return test.skip('a file of unknown size is hard to find without /proc')
    const path = mailRootPath('version')
    const store = openSftpStore(connectionTo(sshd, { mailRoot: '/proc' }), { privateKey: sshd.privateKey })
    const snapshot = await store.readSnapshot([path])
    const file = snapshot.ok ? snapshot.value.files.get(path) : undefined
    expect(file?.state === 'present' && new TextDecoder().decode(file.bytes)).toMatch(/^Linux version /)
    await store.close()
  })

  it('does not keep a program from ending by the connection that it keeps', async () => {
    const script = fileURLToPath(new URL('testing/read-once.ts', import.meta.url))
    const setUp = [connectionTo(sshd, { mailRoot: '/' }), { privateKey: sshd.privateKey }]
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, READ_ONCE: JSON.stringify(setUp) },
      // Less than the twenty seconds for which a connection is kept.
      timeout: 15_000,
    })
    expect(stdout.trim()).toBe('read')
  })
})
