import { unwrap } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { SNAPSHOT_PATHS } from '@/lib/xmail/catalog'

/** One snapshot; throws unless every file came, or the time would be for less than was asked. */
export async function readAll(store: MailRootStore): Promise<void> {
  const { files } = unwrap(await store.readSnapshot(SNAPSHOT_PATHS))
  for (const path of SNAPSHOT_PATHS) {
    if (files.get(path)?.state !== 'present') throw new Error(`${path} was not read`)
  }
}
