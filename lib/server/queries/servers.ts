import 'server-only'
import { cache } from 'react'
import { listServers, readServer, type Server } from '@/lib/db/servers'
import { type Connection, connectionSchema } from '@/lib/mailroot/connection'
import { roleOn } from '@/lib/people/role-on'
import { can } from '@/lib/people/roles'
import { serviceChoicesSchema } from '@/lib/xmail/services'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { hostOf, usualPorts } from '../services-of'
import { requirePerson } from '../session'

/** A server as every page names it. No secrets. */
export interface ServerLink {
  readonly id: string
  readonly name: string
  readonly kind: Connection['kind']
  /** How it is reached, for people: `ctrl://admin@mail.example:6017`, `sftp://…`, or a folder. */
  readonly where: string
  readonly weak: 'clear-text' | 'old-tls' | 'old-ssh' | null
}

/** Those that there are for who asks. */
export const listServerLinks = cache(async (): Promise<ServerLink[]> => {
  const person = await requirePerson()
  const { records } = await getContainer()
  return (await listServers(records)).filter(({ id }) => roleOn(person, id) !== null).map(toLink)
})

/** Null: there is no such server. */
export const findServerLink = cache(async (id: string): Promise<ServerLink | null> => {
  await requirePermission('server.read', id)
  const { records } = await getContainer()
  const server = await readServer(records, id)
  return server ? toLink(server) : null
})

/** What the connection form starts with. Secrets stay where they are. */
export async function readServerForm(id: string): Promise<{ name: string; connection: Connection } | null> {
  await requirePermission('server.connect')
  const { records } = await getContainer()
  const server = await readServer(records, id)
  return server ? { name: server.name, connection: connectionSchema.parse(server.connection) } : null
}

/** What the forms beside the connection start with: what is set, and what stands where nothing is. */
export async function readSurroundings(id: string) {
  await requirePermission('server.configure', id)
  const { role } = await requirePerson()
  const { records } = await getContainer()
  const server = await readServer(records, id)
  if (!server) return null
  const connection = connectionSchema.parse(server.connection)
  const services = {
    choices: serviceChoicesSchema.parse(server.services ?? {}),
    usualHost: hostOf(connection),
    usualPorts: usualPorts(connection),
    startFile: server.startFile,
    /** CTRL reaches nothing outside of MAIL_ROOT (semantics.md 8.4). */
    canReachStartFile: connection.kind !== 'ctrl',
  }
  return {
    ...{ services, confirmSeconds: server.confirmSeconds, probes: server.probes },
    /** Change where the server is, and remove it. */
    mayConnect: can(role, 'server.connect'),
  }
}

/** Whether the operator has named folders of this machine that may be opened. */
export async function localFoldersAllowed(): Promise<boolean> {
  const { env } = await getContainer()
  return env.localRoots.length > 0
}

function toLink(server: Server): ServerLink {
  const connection = connectionSchema.parse(server.connection)
  return {
    id: server.id,
    name: server.name,
    kind: connection.kind,
    where: whereOf(connection),
    weak: weaknessOf(connection),
  }
}

function whereOf(connection: Connection): string {
  if (connection.kind === 'local') return connection.mailRoot
  const host = connection.host.includes(':') ? `[${connection.host}]` : connection.host
  const place = `${connection.user}@${host}:${connection.port}`
  if (connection.kind === 'sftp') return `sftp://${place}${connection.mailRoot}`
  return `${connection.encryption === 'none' ? 'ctrl' : 'ctrls'}://${place}`
}

/** What was chosen, whether or not the last connection made use of it. */
function weaknessOf(connection: Connection): ServerLink['weak'] {
  if (connection.kind === 'ctrl') {
    if (connection.encryption === 'none') return 'clear-text'
    return connection.allowOldTls ? 'old-tls' : null
  }
  return connection.kind === 'sftp' && connection.allowOldAlgorithms ? 'old-ssh' : null
}
