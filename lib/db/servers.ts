import type { Selectable } from 'kysely'
import { err, ok, type Result } from '@/lib/errors'
import { isUniqueViolation } from './driver'
import { newId } from './new-id'
import type { Records } from './records'
import { OPEN_STATES } from './revisions'
import type { ServerTable } from './schema'
import { sealJson, unsealJson } from './seal'

/** A mail server as a person set it up, without its secrets. */
export interface Server {
  readonly id: string
  readonly name: string
  /** JSON that the caller had checked when it was written, and checks again (`connectionSchema`). */
  readonly connection: unknown
  /** JSON of ServiceChoices, checked like `connection`. Null: nobody has set anything. */
  readonly services: unknown
  /** Absolute path of the file that starts XMail, where an administrator has named it. */
  readonly startFile: string | null
  /** How long a change waits to be kept before it is put back, in seconds; 0: it does not wait. */
  readonly confirmSeconds: number
  /** Whether the running server is tried before and after a change is written. */
  readonly probes: boolean
  /** One more with each change of how the server is reached. */
  readonly version: number
  readonly createdAt: number
  readonly updatedAt: number
}

/** All servers, by name. */
export async function listServers(records: Records): Promise<Server[]> {
  const rows = await records.db.selectFrom('server').selectAll().orderBy('name').execute()
  return rows.map(readRow)
}

export async function readServer(records: Records, id: string): Promise<Server | undefined> {
  const row = await records.db.selectFrom('server').selectAll().where('id', '=', id).executeTakeFirst()
  return row && readRow(row)
}

/** The server's secrets, opened: JSON that the caller checks. Errors: NOT_FOUND, SECRET_UNREADABLE. */
export async function readServerSecrets(records: Records, id: string): Promise<Result<unknown>> {
  const row = await records.db.selectFrom('server').select('secrets').where('id', '=', id).executeTakeFirst()
  return row ? unsealJson(records.sealer, row.secrets, purposeOf(id)) : err('NOT_FOUND')
}

export interface NewServer {
  readonly name: string
  readonly connection: unknown
  readonly secrets: unknown
  readonly services?: unknown
  readonly confirmSeconds?: number
  /** Left out: true. */
  readonly probes?: boolean
}

/** 120 s: time to look at a page and a mailbox, and not so long that an outage becomes one. */
const CONFIRM_SECONDS = 120

/** Error: NAME_TAKEN, beside `name`. */
export async function createServer(records: Records, server: NewServer): Promise<Result<Server>> {
  const at = records.now()
  const id = newId(at)
  const row: ServerTable = {
    id,
    name: server.name,
    connection: JSON.stringify(server.connection),
    secrets: sealJson(records.sealer, server.secrets, purposeOf(id)),
    services: server.services === undefined ? null : JSON.stringify(server.services),
    start_file: null,
    confirm_seconds: server.confirmSeconds ?? CONFIRM_SECONDS,
    probes: (server.probes ?? true) ? 1 : 0,
    version: 1,
    created_at: at,
    updated_at: at,
  }
  return refuseTakenName(async () => {
    await records.db.insertInto('server').values(row).execute()
    return ok(readRow(row))
  })
}

/** Changes what is given; secrets that are not given stay. Errors: NOT_FOUND, NAME_TAKEN. */
export async function updateServer(
  records: Records,
  id: string,
  change: Partial<Omit<NewServer, 'services' | 'confirmSeconds' | 'probes'>>,
): Promise<Result<Server>> {
  return refuseTakenName(async () => {
    const row = await records.db
      .updateTable('server')
      .set({
        ...(change.name !== undefined && { name: change.name }),
        ...(change.connection !== undefined && { connection: JSON.stringify(change.connection) }),
        ...(change.secrets !== undefined && {
          secrets: sealJson(records.sealer, change.secrets, purposeOf(id)),
        }),
        updated_at: records.now(),
      })
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    return row ? ok(readRow(row)) : err('NOT_FOUND')
  })
}

export interface ServerSurroundings {
  readonly services: unknown
  readonly startFile: string | null
}

/**
 * Where the server's services are and what starts it: a new version, since a store that is open knows one start file.
 * Error: NOT_FOUND.
 */
export async function updateSurroundings(
  records: Records,
  id: string,
  { services, startFile }: ServerSurroundings,
): Promise<Result<Server>> {
  const row = await records.db
    .updateTable('server')
    .set({ services: JSON.stringify(services), start_file: startFile, updated_at: records.now() })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? ok(readRow(row)) : err('NOT_FOUND')
}

/** What is done with a change once it is written. Error: NOT_FOUND. One that waits already waits as long as it was told. */
export async function updateAfterApply(
  records: Records,
  id: string,
  { confirmSeconds, probes }: Pick<Server, 'confirmSeconds' | 'probes'>,
): Promise<Result<Server>> {
  const row = await records.db
    .updateTable('server')
    .set({ confirm_seconds: confirmSeconds, probes: probes ? 1 : 0, updated_at: records.now() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? ok(readRow(row)) : err('NOT_FOUND')
}

/** Removes a server and its drafts; its history stays. Errors: NOT_FOUND, APPLY_IN_PROGRESS. */
export async function deleteServer(records: Records, id: string): Promise<Result<null>> {
  const { numDeletedRows } = await records.db
    .deleteFrom('server')
    .where('id', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('revision')
            .select('revision.id')
            .where('revision.server_id', '=', id)
            .where('revision.state', 'in', OPEN_STATES),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  if (numDeletedRows > 0n) return ok(null)
  return (await readServer(records, id)) ? err('APPLY_IN_PROGRESS') : err('NOT_FOUND')
}

function purposeOf(id: string): string {
  return `server:${id}`
}

async function refuseTakenName(write: () => Promise<Result<Server>>): Promise<Result<Server>> {
  try {
    return await write()
  } catch (error) {
    if (isUniqueViolation(error)) return err('NAME_TAKEN', undefined, 'name')
    throw error
  }
}

function readRow(row: Selectable<ServerTable>): Server {
  return {
    id: row.id,
    name: row.name,
    connection: JSON.parse(row.connection),
    services: row.services === null ? null : JSON.parse(row.services),
    startFile: row.start_file,
    confirmSeconds: row.confirm_seconds,
    probes: row.probes !== 0,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
