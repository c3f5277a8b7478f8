import { ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'

/** What a try of a connection found. */
export interface ConnectionTrial {
  readonly software: string
  readonly encrypted: boolean
  readonly cipher?: string
  readonly filesRead: number
}

/** Signs in and reads what every page needs, so that a connection is saved only when it really works. */
export async function tryConnection(store: MailRootStore): Promise<Result<ConnectionTrial>> {
  const identity = await store.identify()
  if (!identity.ok) return identity
  const snapshot = await store.readSnapshot(SNAPSHOT_PATHS)
  if (!snapshot.ok) return snapshot
  const { software, encrypted, cipher } = identity.value
  const filesRead = [...snapshot.value.files.values()].filter((file) => file.state === 'present').length
  return ok({ software, encrypted, ...(cipher && { cipher }), filesRead })
}
