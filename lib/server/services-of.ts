import type { Server } from '@/lib/db/servers'
import { type Connection, connectionSchema } from '@/lib/mailroot/connection'
import {
  DEFAULT_PORTS,
  resolveServices,
  type ServiceName,
  type Services,
  serviceChoicesSchema,
} from '@/lib/xmail/services'

/**
 * Where SMTP, SMTPS, POP3, POP3S, FINGER, CTRL and CTRLS of a server are reached from this console: host and port each,
 * or null where a person has said that one cannot be reached from here. Ports are start options of XMail and in no file
 * (semantics.md 10.3), so what nobody has set is the usual port on the connection's own host. Nothing but these
 * addresses may ever be probed. Source: the server's row (`readServer` of lib/db/servers).
 */
export function servicesOf({ connection, services }: Pick<Server, 'connection' | 'services'>): Services {
  const checked = connectionSchema.parse(connection)
  return resolveServices(hostOf(checked), serviceChoicesSchema.parse(services ?? {}), usualPorts(checked))
}

/** The host that services are on unless something else was set. */
export function hostOf(connection: Connection): string {
  return connection.kind === 'local' ? '127.0.0.1' : connection.host
}

/** XMail's own ports; of CTRL the one by which the console comes in itself. */
export function usualPorts(connection: Connection): Readonly<Record<ServiceName, number>> {
  if (connection.kind !== 'ctrl') return DEFAULT_PORTS
  return { ...DEFAULT_PORTS, [connection.encryption === 'tls' ? 'ctrls' : 'ctrl']: connection.port }
}
