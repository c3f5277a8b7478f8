import { readdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { type MailRootFolder, makeMailRootFolder } from '@/test/support/mailroot-folder'
import { type Sshd, type SshdOptions, startSshd } from '@/test/support/sshd'
import type { SftpConnection } from '../connection'
import type { MailRootStore } from '../store'
import { openSftpStore } from './open-sftp-store'
import { connectionTo } from './testing/connection-to'

let folder: MailRootFolder
let sshd: Sshd | undefined
const stores: MailRootStore[] = []

beforeAll(async () => {
  folder = await makeMailRootFolder()
})
afterAll(() => folder?.remove())
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  await sshd?.stop()
  sshd = undefined
})

async function storeOn(options: SshdOptions, changes: Partial<SftpConnection> = {}): Promise<MailRootStore> {
  sshd ??= await startSshd(options)
  const store = openSftpStore(connectionTo(sshd, { mailRoot: folder.path, ...changes }), {
    privateKey: sshd.privateKey,
  })
  stores.push(store)
  return store
}

describe('old algorithms', () => {
  const servers: [string, SshdOptions, string][] = [
    ['key exchange', { config: ['KexAlgorithms diffie-hellman-group14-sha1'] }, 'key exchange algorithm'],
    ['host key', { config: ['HostKeyAlgorithms ssh-rsa'], hostKeyType: 'rsa' }, 'host key format'],
    ['cipher', { config: ['Ciphers aes128-cbc'] }, 'cipher'],
    ['MAC', { config: ['MACs hmac-sha1', 'Ciphers aes128-ctr'] }, 'MAC'],
    [
      'everything',
      {
        config: [
          'KexAlgorithms diffie-hellman-group1-sha1',
          'HostKeyAlgorithms ssh-rsa',
          'Ciphers 3des-cbc',
          'MACs hmac-sha1',
        ],
        hostKeyType: 'rsa',
      },
      'key exchange algorithm',
    ],
  ]

  it.each(servers)(
    'in the %s are refused, and used only where that is allowed',
    async (_name, options, reason) => {
      const careful = await storeOn(options)
      expect(await careful.identify()).toEqual({
        ok: false,
        error: { code: 'SSH_TOO_OLD', details: { reason } },
      })
      const allowing = await storeOn(options, { allowOldAlgorithms: true })
      expect(await allowing.identify()).toMatchObject({
        ok: true,
        value: { encrypted: true, weak: 'old-ssh' },
      })
    },
  )

  it('are not used with a server that has better ones, though they be allowed', async () => {
    const store = await storeOn({ userKeyType: 'rsa', hostKeyType: 'rsa' }, { allowOldAlgorithms: true })
    const identity = await store.identify()
    expect(identity).toMatchObject({ ok: true })
    expect(identity.ok && 'weak' in identity.value).toBe(false)
  })
})

describe('a server that lacks something', () => {
  const path = mailRootPath('lacking.tab')
  const bytes = new TextEncoder().encode('# x\n')

  it('an atomic rename: nothing is written', async () => {
    const store = await storeOn({ config: ['Subsystem sftp internal-sftp -P posix-rename'] })
    await folder.put(path, '# old\n')
    expect(await store.writeFile(path, bytes)).toEqual({
      state: 'not-written',
      fault: { code: 'RENAME_NOT_ATOMIC' },
    })
    expect(await folder.read(path)).toEqual(new TextEncoder().encode('# old\n'))
    expect((await readdir(folder.path)).toSorted()).toEqual([path, 'server.tab'].toSorted())
  })

  it('fsync: it is written all the same', async () => {
    const store = await storeOn({ config: ['Subsystem sftp internal-sftp -P fsync,statvfs'] })
    expect(await store.writeFile(path, bytes)).toEqual({ state: 'written' })
    expect(await folder.read(path)).toEqual(bytes)
  })

  it('the right to write at all', async () => {
    const store = await storeOn({ config: ['Subsystem sftp internal-sftp -R'] })
    expect(await store.writeFile(path, bytes)).toMatchObject({
      state: 'not-written',
      fault: { code: 'PERMISSION_DENIED' },
    })
    expect(await store.readSnapshot([path])).toMatchObject({ ok: true })
  })

  it('SFTP: not offered, or broken', async () => {
    const store = await storeOn({ config: ['Subsystem sftp /bin/false'] })
    expect(await store.identify()).toMatchObject({ ok: false, error: { code: 'SFTP_UNAVAILABLE' } })
    await sshd?.stop()
    sshd = undefined
    const without = await storeOn({ withoutSftp: true })
    expect(await without.identify()).toMatchObject({ ok: false, error: { code: 'SFTP_UNAVAILABLE' } })
  })
})

describe('what is no SSH server', () => {
  let server: Server | undefined
  afterEach(() => server?.close())

  async function storeAt(greeting: string | null): Promise<MailRootStore> {
    server = createServer((socket) => {
      socket.on('error', () => {})
      if (greeting === null) socket.destroy()
      else socket.write(greeting)
    })
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    return storeOn({}, { port })
  }

  it('says nothing: timed out', async () => {
    const store = await storeAt('')
    expect(await store.identify({ timeoutMs: 300 })).toEqual({
      ok: false,
      error: { code: 'TIMED_OUT', details: { seconds: 0.3 } },
    })
  })

  it('hangs up', async () => {
    const store = await storeAt(null)
    expect(await store.identify()).toMatchObject({ ok: false, error: { code: 'CONNECTION_LOST' } })
  })

  it('talks something else', async () => {
    const store = await storeAt(`${'+00000 <1.2@3> XMail 1.27 CTRL Server\r\n'.repeat(2_000)}`)
    expect(await store.identify({ timeoutMs: 2_000 })).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/PROTOCOL_VIOLATION|TIMED_OUT/) },
    })
  })
})
