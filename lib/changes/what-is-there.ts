import type { Result } from '@/lib/errors'
import type { CallOptions, FileSnapshot, MailRootStore } from '@/lib/mailroot/store'
import type { MailRootPath } from '@/lib/xmail/path'
import { sameBytes } from './plan'

/** One file to replace, as the journal keeps it. `before` is null where there was no file, `after` where none shall be. */
export interface FileBytes {
  readonly path: MailRootPath
  readonly before: Uint8Array | null
  readonly after: Uint8Array | null
}

/** An empty body would delete the file; one blank line reads as nothing in every table (semantics.md 0.1, 1.1). */
export const BLANK_LINE = new Uint8Array([0x0a])

/** `cut-off`: gone, or the beginning of the new bytes, which is what XMail makes of a broken upload. `foreign`: neither. */
export type Held = 'before' | 'after' | 'cut-off' | 'foreign'

/** What the server holds of each file now, in order. */
export async function whatIsThere(
  { store, call }: { readonly store: MailRootStore; readonly call?: CallOptions },
  files: readonly FileBytes[],
): Promise<Result<Held[]>> {
  const paths = files.map((file) => file.path)
  const now = await store.readSnapshot(paths, call)
  if (!now.ok) return now
  return { ok: true, value: files.map((file) => holds(now.value.files.get(file.path), file)) }
}

export function holds(found: FileSnapshot | undefined, file: FileBytes): Held {
  if (found?.state === 'absent')
    return file.after === null ? 'after' : file.before === null ? 'before' : 'cut-off'
  if (found?.state !== 'present') return 'foreign'
  if (file.after && sameBytes(found.bytes, file.after)) return 'after'
  if (file.before !== null) {
    const wasEmpty = file.before.length === 0 && sameBytes(found.bytes, BLANK_LINE)
    if (wasEmpty || sameBytes(found.bytes, file.before)) return 'before'
  }
  const isPiece = file.after && sameBytes(found.bytes, file.after.subarray(0, found.bytes.length))
  return isPiece ? 'cut-off' : 'foreign'
}
