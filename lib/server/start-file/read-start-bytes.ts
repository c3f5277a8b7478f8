import { err, ok, type Result } from '@/lib/errors'
import type { OpenStartFile } from './open-start-file'

export interface StartBytes {
  readonly bytes: Uint8Array
  readonly digest: string
}

/** What stands in the file now. Errors: FILE_NOT_FOUND {path}, those of reading. */
export async function readStartBytes({ path, name, store }: OpenStartFile): Promise<Result<StartBytes>> {
  const snapshot = await store.readSnapshot([name])
  if (!snapshot.ok) return snapshot
  const file = snapshot.value.files.get(name)
  if (file?.state === 'unreadable') return { ok: false, error: file.fault }
  if (file?.state !== 'present') return err('FILE_NOT_FOUND', { path })
  return ok({ bytes: file.bytes, digest: file.digest })
}
