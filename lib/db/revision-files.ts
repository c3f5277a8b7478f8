import { err, ok, type Result } from '@/lib/errors'
import type { Records } from './records'
import type { RevisionFileTable } from './schema'
import type { Sealer } from './seal'

/** One file of a revision: the bytes that were there and the bytes that took their place. */
export interface RevisionFile {
  readonly path: string
  /** Null: there was no such file. */
  readonly before: Uint8Array | null
  readonly beforeDigest: string | null
  /** Null: the file was removed. */
  readonly after: Uint8Array | null
  readonly afterDigest: string | null
}

/** Sealed, because smtpauth.tab and ctrlaccounts.tab hold passwords; all files, so that none can be forgotten. */
export function sealRevisionFile(sealer: Sealer, revisionId: string, file: RevisionFile): RevisionFileTable {
  const seal = (bytes: Uint8Array | null, side: Side) =>
    bytes && sealer.seal(bytes, purposeOf(revisionId, file.path, side))
  return {
    revision_id: revisionId,
    path: file.path,
    before: seal(file.before, 'before'),
    after: seal(file.after, 'after'),
    before_digest: file.beforeDigest,
    after_digest: file.afterDigest,
  }
}

/** The files of a revision, by path. Error: SECRET_UNREADABLE. */
export async function readRevisionFiles(
  records: Records,
  revisionId: string,
): Promise<Result<readonly RevisionFile[]>> {
  const rows = await records.db
    .selectFrom('revision_file')
    .selectAll()
    .where('revision_id', '=', revisionId)
    .orderBy('path')
    .execute()
  const files: RevisionFile[] = []
  for (const row of rows) {
    const before = unsealSide(records.sealer, row, 'before')
    const after = unsealSide(records.sealer, row, 'after')
    if (!before.ok || !after.ok) return err('SECRET_UNREADABLE')
    files.push({
      path: row.path,
      before: before.value,
      beforeDigest: row.before_digest,
      after: after.value,
      afterDigest: row.after_digest,
    })
  }
  return ok(files)
}

type Side = 'before' | 'after'

function unsealSide(sealer: Sealer, row: RevisionFileTable, side: Side): Result<Uint8Array | null> {
  const sealed = row[side]
  return sealed === null ? ok(null) : sealer.unseal(sealed, purposeOf(row.revision_id, row.path, side))
}

function purposeOf(revisionId: string, path: string, side: Side): string {
  return `revision:${revisionId}:${path}:${side}`
}
