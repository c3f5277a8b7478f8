import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MailRootFolder, makeMailRootFolder } from '@/test/support/mailroot-folder'
import { type PasswordServerOptions, startPasswordServer } from '@/test/support/password-server'
import { PASSPHRASE, type Sshd, startSshd } from '@/test/support/sshd'
import type { ConnectionSecrets, SftpConnection } from '../connection'
import { inspectHostKey } from './inspect-host-key'
import { openSftpStore, type SftpDeps } from './open-sftp-store'
import { connectionTo } from './testing/connection-to'

const run = promisify(execFile)

let sshd: Sshd
let folder: MailRootFolder
let keys: string

beforeAll(async () => {
  sshd = await startSshd()
  folder = await makeMailRootFolder()
  keys = await mkdtemp(join(tmpdir(), 'keys-'))
})
afterAll(async () => {
  await rm(keys, { recursive: true, force: true })
  await folder?.remove()
  await sshd?.stop()
})

async function identify(
  secrets: ConnectionSecrets,
  changes: Partial<SftpConnection> = {},
  deps: SftpDeps = {},
) {
  const store = openSftpStore(connectionTo(sshd, { mailRoot: folder.path, ...changes }), secrets, deps)
  try {
    return await store.identify()
  } finally {
    await store.close()
  }
}

const refused = (code: string, field?: string) => ({ ok: false, error: { code, ...(field && { field }) } })

describe('a private key', () => {
  it('lets in, and the server is known by its name and cipher', async () => {
    expect(await identify({ privateKey: sshd.privateKey })).toEqual({
      ok: true,
      value: {
        kind: 'sftp',
        software: expect.stringMatching(/^SSH-2\.0-OpenSSH_/),
        encrypted: true,
        cipher: expect.stringMatching(/gcm|ctr|chacha/),
      },
    })
  })

  it('is opened by its passphrase, and by no other, before anything is connected', async () => {
    const privateKey = sshd.lockedPrivateKey
    expect(await identify({ privateKey, passphrase: PASSPHRASE })).toMatchObject({ ok: true })
    const nowhere = { port: 1 }
    expect(await identify({ privateKey, passphrase: 'wrong' }, nowhere)).toEqual(
      refused('SSH_PASSPHRASE_WRONG', 'passphrase'),
    )
    expect(await identify({ privateKey }, nowhere)).toEqual(refused('SSH_PASSPHRASE_WRONG', 'passphrase'))
  })

  it('is unreadable when it is something else, cut short, or the public one', async () => {
    const publicKey = await readFile(`${sshd.keyPath}.pub`, 'utf8')
    const half = sshd.privateKey.slice(0, sshd.privateKey.length / 2)
    for (const privateKey of [undefined, '', 'hello', publicKey, half]) {
      const result = await identify(privateKey === undefined ? {} : { privateKey }, { port: 1 })
      expect(result).toEqual(refused('SSH_KEY_UNREADABLE', 'privateKey'))
    }
  })

  it('is refused when the server does not know it, or not the user', async () => {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(keys, 'stranger')])
    const stranger = await readFile(join(keys, 'stranger'), 'utf8')
    expect(await identify({ privateKey: stranger })).toEqual(refused('LOGIN_REFUSED'))
    expect(await identify({ privateKey: sshd.privateKey }, { user: 'no-such-user' })).toEqual(
      refused('LOGIN_REFUSED'),
    )
  })
})

describe('an agent', () => {
  it('lets in with a key that it holds', async () => {
    await withAgent(async (agentSocket, add) => {
      expect(await identify({}, { auth: 'agent' }, { agentSocket })).toEqual(refused('SSH_AGENT_UNAVAILABLE'))
      await add(sshd.keyPath)
      expect(await identify({}, { auth: 'agent' }, { agentSocket })).toMatchObject({ ok: true })
    })
  })

  it('is refused when the server knows none of its keys', async () => {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(keys, 'unknown')])
    await withAgent(async (agentSocket, add) => {
      await add(join(keys, 'unknown'))
      expect(await identify({}, { auth: 'agent' }, { agentSocket })).toEqual(refused('LOGIN_REFUSED'))
    })
  })

  it('is said to be missing when none was named, or none answers', async () => {
    for (const deps of [{}, { agentSocket: join(keys, 'nobody-listens') }]) {
      expect(await identify({}, { auth: 'agent', port: 1 }, deps)).toEqual(refused('SSH_AGENT_UNAVAILABLE'))
    }
  })
})

describe('a password', () => {
  const secret = { user: 'postmaster', password: 'pässword' }

  it('lets in, and a wrong one does not', async () => {
    await withServer({ ...secret, method: 'password' }, async (changes, attempts) => {
      expect(await identify({ password: 'pässword' }, changes)).toMatchObject({ ok: true })
      expect(attempts).toEqual(['password postmaster'])
      expect(await identify({ password: 'wrong' }, changes)).toEqual(refused('LOGIN_REFUSED'))
      // One attempt for each call: more would lock the account where failures are counted.
      expect(attempts).toEqual(['password postmaster', 'password postmaster'])
    })
  })

  it('answers the one hidden question of a server that asks for it that way', async () => {
    await withServer({ ...secret, method: 'keyboard-interactive' }, async (changes) => {
      expect(await identify({ password: 'pässword' }, changes)).toMatchObject({ ok: true })
      expect(await identify({ password: 'wrong' }, changes)).toEqual(refused('LOGIN_REFUSED'))
    })
  })

  it('is given to no other question', async () => {
    await withServer({ ...secret, method: 'two-questions' }, async (changes) => {
      expect(await identify({ password: 'pässword' }, changes)).toEqual(refused('LOGIN_REFUSED'))
    })
  })

  it('is missing before anything is connected; a real sshd that takes none refuses', async () => {
    expect(await identify({}, { auth: 'password', port: 1 })).toEqual(refused('INPUT_INVALID', 'password'))
    expect(await identify({ password: 'x' }, { auth: 'password' })).toEqual(refused('LOGIN_REFUSED'))
  })
})

type Changes = Partial<SftpConnection>

async function withServer(
  options: PasswordServerOptions,
  work: (changes: Changes, attempts: readonly string[]) => Promise<void>,
): Promise<void> {
  const server = await startPasswordServer(options)
  try {
    const shown = await inspectHostKey(connectionTo(sshd, { port: server.port }))
    const hostKey = shown.ok ? shown.value.fingerprint : null
    await work({ auth: 'password', port: server.port, user: options.user, hostKey }, server.attempts)
  } finally {
    await server.close()
  }
}

async function withAgent(
  work: (socket: string, add: (keyPath: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'agent-'))
  const socket = join(place, 'socket')
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    await once(agent.stdout, 'data')
    await work(socket, (keyPath) =>
      run('ssh-add', ['-q', keyPath], { env: { ...process.env, SSH_AUTH_SOCK: socket } }),
    )
  } finally {
    agent.kill('SIGTERM')
    await rm(place, { recursive: true, force: true })
  }
}
