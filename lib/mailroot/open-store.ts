import type { Connection, ConnectionSecrets } from './connection'
import { openCtrlStore } from './ctrl'
import { openLocalStore } from './local'
import { openSftpStore, type SftpDeps } from './sftp'
import type { MailRootStore } from './store'

/** What stores take from the process that they run in. */
export type StoreDeps = SftpDeps

/** The store for a connection, whatever its kind. Nothing is connected before the first call. */
export function openStore(
  connection: Connection,
  secrets: ConnectionSecrets,
  deps: StoreDeps = {},
): MailRootStore {
  switch (connection.kind) {
    case 'ctrl':
      return openCtrlStore(connection, secrets)
    case 'sftp':
      return openSftpStore(connection, secrets, deps)
    case 'local':
      return openLocalStore(connection)
  }
}
