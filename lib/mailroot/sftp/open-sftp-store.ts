import { posix } from 'node:path'
import { fault } from '@/lib/errors'
import type { ConnectionSecrets, SftpConnection } from '../connection'
import type { Deadline } from '../deadline'
import { Trouble } from '../folder/disk'
import { FolderStore } from '../folder/folder-store'
import type { MailRootStore, StoreIdentity } from '../store'
import { isOld } from './algorithms'
import { type Dialled, dial } from './dial'
import { judgeHostKey } from './host-key'
import { prepareLogin } from './prepare-login'
import { SessionKeeper } from './session-keeper'
import { SftpSession } from './sftp-session'
import type { Sha1Gate } from './sha1-gate'

const TIMEOUT_MS = 30_000

export interface SftpDeps {
  /** Path of the SSH agent's socket, for `auth: 'agent'`: what SSH_AUTH_SOCK names. */
  readonly agentSocket?: string | undefined
}

/** The MailRoot on a server with SSH. Nothing is connected before the first call; a connection is kept for the next. */
export function openSftpStore(
  connection: SftpConnection,
  secrets: ConnectionSecrets,
  deps: SftpDeps = {},
): MailRootStore {
  const open = (deadline: Deadline) => openSession(connection, secrets, deps, deadline)
  return new FolderStore({
    kind: 'sftp',
    mailRoot: connection.mailRoot,
    source: new SessionKeeper(open, TIMEOUT_MS),
    timeoutMs: TIMEOUT_MS,
  })
}

async function openSession(
  connection: SftpConnection,
  secrets: ConnectionSecrets,
  { agentSocket }: SftpDeps,
  deadline: Deadline,
): Promise<SftpSession> {
  const { mailRoot, hostKey } = connection
  // Otherwise it would be looked for in the account's home. `C:/…` is how Windows' sshd names a path.
  if (!posix.isAbsolute(mailRoot) && !/^[A-Za-z]:[\\/]/.test(mailRoot)) {
    throw new Trouble(fault('MAILROOT_NOT_FOUND', { path: mailRoot }))
  }
  const login = await prepareLogin({ connection, secrets, agentSocket }, deadline)
  if (!login.ok) throw new Trouble(login.error)
  const { next, sha1 } = login.value
  try {
    const dialled = await dial(
      { connection, judge: (key) => judgeHostKey(key, hostKey), login: next },
      deadline,
    )
    return new SftpSession(dialled, identityOf(dialled, sha1))
  } catch (caught) {
    throw sha1.wasRefused ? new Trouble(fault('SSH_TOO_OLD', { reason: 'ssh-rsa signature' })) : caught
  }
}

function identityOf({ negotiated, software }: Dialled, sha1: Sha1Gate): StoreIdentity {
  return {
    kind: 'sftp',
    software,
    encrypted: true,
    cipher: negotiated.cs.cipher,
    ...((isOld(negotiated) || sha1.wasUsed) && { weak: 'old-ssh' as const }),
  }
}
