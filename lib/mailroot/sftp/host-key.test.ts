import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PasswordServer, startPasswordServer } from '@/test/support/password-server'
import { type Sshd, startSshd } from '@/test/support/sshd'
import { inspectHostKey } from './inspect-host-key'
import { openSftpStore } from './open-sftp-store'
import { connectionTo } from './testing/connection-to'

const OTHER = `SHA256:${'A'.repeat(43)}`

let sshd: Sshd
let counting: PasswordServer
beforeAll(async () => {
  sshd = await startSshd({ config: ['LogLevel DEBUG2'] })
  counting = await startPasswordServer({ user: 'postmaster', password: 'secret', method: 'password' })
})
afterAll(async () => {
  await counting?.close()
  await sshd?.stop()
})

describe('the host key', () => {
  it('is shown for a person to compare, as ssh-keygen prints it', async () => {
    expect(await inspectHostKey(connectionTo(sshd, { hostKey: null }))).toEqual({
      ok: true,
      value: { fingerprint: sshd.hostKey, algorithm: 'ssh-ed25519' },
    })
  })

  it('lets no call through before it has been confirmed', async () => {
    const store = openSftpStore(connectionTo(sshd, { hostKey: null }), { privateKey: sshd.privateKey })
    const unknown = {
      code: 'HOST_KEY_UNKNOWN',
      details: { fingerprint: sshd.hostKey, algorithm: 'ssh-ed25519' },
    }
    expect(await store.identify()).toEqual({ ok: false, error: unknown })
    expect(await store.readSnapshot([])).toEqual({ ok: false, error: unknown })
    await store.close()
  })

  it('is refused when it is another one', async () => {
    const store = openSftpStore(connectionTo(sshd, { hostKey: OTHER }), { privateKey: sshd.privateKey })
    expect(await store.identify()).toEqual({
      ok: false,
      error: { code: 'HOST_KEY_CHANGED', details: { expected: OTHER, found: sshd.hostKey } },
    })
    await store.close()
  })

  it('is judged before anything else is sent: no user name, no attempt to sign in', async () => {
    expect(sshd.log()).toMatch(/SSH2_MSG_KEXINIT received/)
    expect(sshd.log()).not.toMatch(/userauth|SSH2_MSG_SERVICE_REQUEST|Failed|Invalid user/)

    const connection = connectionTo(sshd, { port: counting.port, user: 'postmaster', auth: 'password' })
    await inspectHostKey({ ...connection, hostKey: null } as never)
    for (const hostKey of [null, OTHER]) {
      const store = openSftpStore({ ...connection, hostKey }, { password: 'secret' })
      expect(await store.identify()).toMatchObject({ ok: false })
      await store.close()
    }
    expect(counting.attempts).toEqual([])
  })

  it('is not shown by what is no SSH server, or none at all', async () => {
    const connection = connectionTo(sshd, { port: 1 })
    expect(await inspectHostKey(connection)).toMatchObject({
      ok: false,
      error: { code: 'UNREACHABLE', details: { host: '127.0.0.1', port: 1, reason: 'ECONNREFUSED' } },
    })
    expect(await inspectHostKey(connectionTo(sshd), { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      error: { code: 'CANCELLED' },
    })
  })
})
