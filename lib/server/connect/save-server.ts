import { isDeepStrictEqual } from 'node:util'
import { forgetSeen } from '@/lib/db/seen-files'
import { createServer, readServer, readServerSecrets, updateServer } from '@/lib/db/servers'
import { err, ok, type Result } from '@/lib/errors'
import {
  type ConnectionSecrets,
  connectionSchema,
  connectionSecretsSchema,
  neededSecret,
  type ServerInput,
} from '@/lib/mailroot/connection'
import type { Container } from '../container'
import { type ConnectionTrial, tryConnection } from './try-connection'

type World = Pick<Container, 'records' | 'stores'>

/** Tries settings that are not saved. `serverId`: secrets that were not given are those of this server. */
export async function tryUnsaved(
  world: World,
  input: ServerInput,
  serverId?: string,
): Promise<Result<ConnectionTrial>> {
  const secrets = await completeSecrets(world, input, serverId)
  if (!secrets.ok) return secrets
  const opened = await world.stores.openUnsaved(input.connection, secrets.value)
  if (!opened.ok) return opened
  try {
    return await tryConnection(opened.value)
  } finally {
    await opened.value.close()
  }
}

/** Tries a new server and keeps it if it works. Errors: those of the connection, NAME_TAKEN. */
export async function addServer(world: World, input: ServerInput): Promise<Result<{ id: string }>> {
  const trial = await tryUnsaved(world, input)
  if (!trial.ok) return trial
  const created = await createServer(world.records, input)
  return created.ok ? ok({ id: created.value.id }) : created
}

/** Tries changed settings and keeps them if they work. */
export async function changeServer(
  world: World,
  serverId: string,
  input: ServerInput,
): Promise<Result<{ id: string }>> {
  const trial = await tryUnsaved(world, input, serverId)
  if (!trial.ok) return trial
  const secrets = await completeSecrets(world, input, serverId)
  if (!secrets.ok) return secrets
  const before = await readServer(world.records, serverId)
  const changed = await updateServer(world.records, serverId, { ...input, secrets: secrets.value })
  if (!changed.ok) return changed
  if (before && !sameMailRoot(before.connection, input.connection)) await forgetSeen(world.records, serverId)
  return ok({ id: serverId })
}

/** Whether the same files are read in the same way: over CTRL some line ends are others (semantics.md 8.3). */
function sameMailRoot(stored: unknown, wished: ServerInput['connection']): boolean {
  return isDeepStrictEqual(placeOf(connectionSchema.parse(stored)), placeOf(wished))
}

function placeOf(connection: ServerInput['connection']): unknown {
  const { kind } = connection
  if (kind === 'local') return { kind, mailRoot: connection.mailRoot }
  const { host, port } = connection
  return { kind, host, port, mailRoot: kind === 'sftp' ? connection.mailRoot : undefined }
}

/**
 * The stored secrets where none were given. They go only where they were stored for: to another host, or over a weaker
 * connection, they would be given away, so there they have to be typed again. Errors: NOT_FOUND, SECRET_NEEDED,
 * SECRET_UNREADABLE.
 */
async function completeSecrets(
  world: World,
  input: ServerInput,
  serverId?: string,
): Promise<Result<ConnectionSecrets>> {
  if (serverId === undefined) return ok(input.secrets)
  const server = await readServer(world.records, serverId)
  if (!server) return err('NOT_FOUND')
  if (!samePlace(server.connection, input.connection)) {
    const needed = neededSecret(input.connection)
    const typed = needed === null || input.secrets[needed] !== undefined
    return typed ? ok(input.secrets) : err('SECRET_NEEDED', undefined, `secrets.${needed}`)
  }
  const stored = await readServerSecrets(world.records, serverId)
  if (!stored.ok) return stored
  const given = Object.fromEntries(Object.entries(input.secrets).filter(([, value]) => value))
  return ok(connectionSecretsSchema.parse({ ...connectionSecretsSchema.parse(stored.value), ...given }))
}

/** Whether secrets go to the same server, under the same protection, as when they were stored. */
function samePlace(stored: unknown, wished: ServerInput['connection']): boolean {
  return isDeepStrictEqual(withoutFolder(connectionSchema.parse(stored)), withoutFolder(wished))
}

function withoutFolder(connection: ServerInput['connection']): unknown {
  return JSON.parse(JSON.stringify({ ...connection, mailRoot: undefined }))
}
