import type { Result } from '@/lib/errors'
import type { MailRootStore, Snapshot } from '@/lib/mailroot/store'
import type { Edit } from '@/lib/xmail/tables'

/** Reads the files that these edits are about, each once. */
export async function readFilesOf(store: MailRootStore, edits: readonly Edit[]): Promise<Result<Snapshot>> {
  return store.readSnapshot([...new Set(edits.map((edit) => edit.path))])
}
