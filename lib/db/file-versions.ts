import { ok, type Result } from '@/lib/errors'
import type { Records } from './records'
import { readRevisionFiles } from './revision-files'
import type { RevisionOrigin } from './schema'

/** One file that an applied Revision left on the server: what it was before, and what it was then. */
export interface FileVersion {
  readonly revisionId: string
  readonly origin: RevisionOrigin
  readonly path: string
  /** Null: no such file. */
  readonly beforeDigest: string | null
  readonly afterDigest: string | null
}

/** Every version of every file of a server that its applied Revisions know, oldest first, without bytes. */
export async function listFileVersions(records: Records, serverId: string): Promise<FileVersion[]> {
  const rows = await records.db
    .selectFrom('revision')
    .innerJoin('revision_file', 'revision_file.revision_id', 'revision.id')
    .select([
      'revision.id as revisionId',
      'revision.origin as origin',
      'revision_file.path as path',
      'revision_file.before_digest as beforeDigest',
      'revision_file.after_digest as afterDigest',
    ])
    .where('revision.server_id', '=', serverId)
    .where('revision.state', '=', 'applied')
    .orderBy('revision.id')
    .orderBy('revision_file.path')
    .execute()
  return rows
}

/** The bytes of one side of a version; null: no such file. Error: SECRET_UNREADABLE. */
export async function readFileVersion(
  records: Records,
  { revisionId, path }: Pick<FileVersion, 'revisionId' | 'path'>,
  side: 'before' | 'after',
): Promise<Result<Uint8Array | null>> {
  const files = await readRevisionFiles(records, revisionId)
  if (!files.ok) return files
  return ok(files.value.find((file) => file.path === path)?.[side] ?? null)
}
