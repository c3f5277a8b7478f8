import type { HandWay } from '@/lib/changes/by-hand/hand-way'
import type { Connection } from '@/lib/mailroot/connection'

/** How a person does without this console what it does over this connection. SFTP and a folder are the same files. */
export function handWayOf(connection: Connection): HandWay {
  if (connection.kind !== 'ctrl') return { kind: 'folder', mailRoot: connection.mailRoot }
  const { kind, host, port, user, encryption, login } = connection
  return { kind, host, port, user, encryption, login }
}
