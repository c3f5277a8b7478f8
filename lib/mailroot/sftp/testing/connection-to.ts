import type { Sshd } from '@/test/support/sshd'
import type { SftpConnection } from '../../connection'

/** How tests reach their own sshd: by key, its host key confirmed. */
export function connectionTo(sshd: Sshd, changes: Partial<SftpConnection> = {}): SftpConnection {
  return {
    kind: 'sftp',
    host: '127.0.0.1',
    port: sshd.port,
    user: sshd.user,
    mailRoot: '/',
    auth: 'key',
    hostKey: sshd.hostKey,
    allowOldAlgorithms: false,
    ...changes,
  }
}
