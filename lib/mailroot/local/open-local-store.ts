import { isAbsolute, sep } from 'node:path'
import { fault } from '@/lib/errors'
import type { LocalConnection } from '../connection'
import { Trouble } from '../folder/disk'
import { type DiskSource, FolderStore, type Reached } from '../folder/folder-store'
import type { MailRootStore } from '../store'
import { localDisk } from './local-disk'

/** A disk answers at once, unless it is a network's and the network is gone. */
const TIMEOUT_MS = 15_000

const REACHED: Reached = {
  disk: localDisk,
  identity: { kind: 'local', software: '', encrypted: false },
  distrust: () => {},
}

/** The MailRoot in a folder of this machine. Nothing is opened before the first call. */
export function openLocalStore(connection: LocalConnection): MailRootStore {
  const { mailRoot } = connection
  const source: DiskSource = {
    async use(_deadline, work) {
      // Otherwise it would depend on where the console was started.
      if (!isAbsolute(mailRoot)) throw new Trouble(fault('MAILROOT_NOT_FOUND', { path: mailRoot }))
      return work(REACHED)
    },
    close: async () => {},
  }
  return new FolderStore({
    kind: 'local',
    mailRoot: mailRoot.replaceAll(sep, '/'),
    source,
    timeoutMs: TIMEOUT_MS,
  })
}
