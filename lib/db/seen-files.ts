import { ok, type Result } from '@/lib/errors'
import type { Records } from './records'
import { readRevisionFiles } from './revision-files'

/** One file as it was: its bytes and their digest, both null where there was none. */
export interface SeenFile {
  readonly path: string
  readonly bytes: Uint8Array | null
  readonly digest: string | null
}

/**
 * What a followed file must be unless somebody outside the console has changed it. More than one digest only after a
 * Revision that was let stand: what it left was taken as it is. Null: whatever it is, see `forgetSeen`.
 */
export interface ExpectedFile {
  readonly digests: readonly (string | null)[] | null
  /** The Revision that says so, being newer than the last look; null: that look. */
  readonly revisionId: string | null
}

/** In the place of a digest. */
const ANYTHING = ''

/** Every file of a server that has been seen or changed by this console. Open Revisions, and those in doubt, say nothing. */
export async function listExpected(records: Records, serverId: string): Promise<Map<string, ExpectedFile>> {
  const seen = await records.db
    .selectFrom('seen_file')
    .select(['path', 'digest'])
    .where('server_id', '=', serverId)
    .execute()
  const expected = new Map<string, ExpectedFile>(
    seen.map(({ path, digest }) => [
      path,
      { digests: digest === ANYTHING ? null : [digest], revisionId: null },
    ]),
  )
  const newer = await records.db
    .selectFrom('revision')
    .innerJoin('revision_file', 'revision_file.revision_id', 'revision.id')
    .leftJoin('seen_file', (join) =>
      join
        .onRef('seen_file.server_id', '=', 'revision.server_id')
        .onRef('seen_file.path', '=', 'revision_file.path'),
    )
    .select([
      'revision.id',
      'revision.state',
      'revision_file.path',
      'revision_file.before_digest as before',
      'revision_file.after_digest as after',
    ])
    .where('revision.server_id', '=', serverId)
    .where('revision.state', 'in', ['applied', 'put-back', 'failed', 'let-stand'])
    .where(({ eb, ref, fn, val }) =>
      eb('revision.id', '>', fn.coalesce(ref('seen_file.after_revision'), val(''))),
    )
    .orderBy('revision.id')
    .execute()
  for (const { id, state, path, before, after } of newer) {
    const digests = state === 'applied' ? [after] : state === 'let-stand' ? [before, after] : [before]
    expected.set(path, { digests, revisionId: id })
  }
  return expected
}

/** The bytes of an expected file. Error: SECRET_UNREADABLE. */
export async function readExpectedBytes(
  records: Records,
  serverId: string,
  path: string,
  { revisionId, digests }: ExpectedFile,
): Promise<Result<SeenFile>> {
  const digest = digests?.at(-1) ?? null
  if (revisionId === null) return readSeenFile(records, serverId, path)
  const files = await readRevisionFiles(records, revisionId)
  if (!files.ok) return files
  const file = files.value.find((candidate) => candidate.path === path)
  return ok({ path, digest, bytes: (file?.afterDigest === digest ? file?.after : file?.before) ?? null })
}

async function readSeenFile(records: Records, serverId: string, path: string): Promise<Result<SeenFile>> {
  const row = await records.db
    .selectFrom('seen_file')
    .select(['bytes', 'digest'])
    .where('server_id', '=', serverId)
    .where('path', '=', path)
    .executeTakeFirst()
  if (!row || row.bytes === null) return ok({ path, bytes: null, digest: null })
  const bytes = records.sealer.unseal(row.bytes, purposeOf(serverId, path))
  return bytes.ok ? ok({ path, bytes: bytes.value, digest: row.digest }) : bytes
}

/** Keeps what a file is now in the place of what it was. `afterRevision`: the server's newest Revision at that look. */
export async function writeSeenFiles(
  records: Records,
  serverId: string,
  files: readonly SeenFile[],
  afterRevision: string,
): Promise<void> {
  for (const file of files) {
    const seen = sealSeen(records, serverId, file, afterRevision)
    await records.db
      .insertInto('seen_file')
      .values({ server_id: serverId, path: file.path, ...seen })
      .onConflict((conflict) => conflict.columns(['server_id', 'path']).doUpdateSet(seen))
      .execute()
  }
}

/**
 * Forgets what the files of a server were, as if it had never been looked at: it is found in another place now, and what
 * is there has not changed, it is another’s.
 */
export async function forgetSeen(records: Records, serverId: string): Promise<void> {
  const newest = await records.db
    .selectFrom('revision')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('server_id', '=', serverId)
    .executeTakeFirst()
  const paths = [...(await listExpected(records, serverId)).keys()]
  const forgotten = paths.map((path) => ({ path, bytes: null, digest: ANYTHING }))
  await writeSeenFiles(records, serverId, forgotten, newest?.id ?? '')
}

/**
 * Keeps a file that was never seen before: the base of a draft. It is no look, so any Revision of the file counts more,
 * even one that ended while this was on its way.
 */
export async function keepFirstSight(
  records: Records,
  serverId: string,
  files: readonly SeenFile[],
): Promise<void> {
  for (const file of files) {
    await records.db
      .insertInto('seen_file')
      .values({ server_id: serverId, path: file.path, ...sealSeen(records, serverId, file, '') })
      .onConflict((conflict) => conflict.columns(['server_id', 'path']).doNothing())
      .execute()
  }
}

function sealSeen(records: Records, serverId: string, file: SeenFile, afterRevision: string) {
  return {
    bytes: file.bytes && records.sealer.seal(file.bytes, purposeOf(serverId, file.path)),
    digest: file.digest,
    after_revision: afterRevision,
    seen_at: records.now(),
  }
}

/**
 * The bytes that a file of a server had, by their digest: as last seen, or as a Revision found or left it. Null: they are
 * not there any more. Error: SECRET_UNREADABLE.
 */
export async function findBytes(
  records: Records,
  serverId: string,
  path: string,
  digest: string,
): Promise<Result<Uint8Array | null>> {
  const seen = await readSeenFile(records, serverId, path)
  if (!seen.ok || seen.value.digest === digest) return seen.ok ? ok(seen.value.bytes) : seen
  const row = await records.db
    .selectFrom('revision_file')
    .innerJoin('revision', 'revision.id', 'revision_file.revision_id')
    .select(['revision.id', 'revision_file.after_digest as after'])
    .where('revision.server_id', '=', serverId)
    .where('revision_file.path', '=', path)
    .where(({ or, eb }) =>
      or([eb('revision_file.before_digest', '=', digest), eb('revision_file.after_digest', '=', digest)]),
    )
    .limit(1)
    .executeTakeFirst()
  if (!row) return ok(null)
  const files = await readRevisionFiles(records, row.id)
  if (!files.ok) return files
  const file = files.value.find((candidate) => candidate.path === path)
  return ok((row.after === digest ? file?.after : file?.before) ?? null)
}

function purposeOf(serverId: string, path: string): string {
  return `seen:${serverId}:${path}`
}
