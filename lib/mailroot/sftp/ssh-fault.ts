import { type Fault, fault } from '@/lib/errors'

/** How far a connection had come. */
export type Stage = 'handshake' | 'login' | 'sftp'

/** What ssh2's words about a connection that could not be made mean. No text of the other end goes into a fault. */
export function sshFault(stage: Stage, cause: unknown, isSocketGone: boolean): Fault {
  const { level, message } = partsOf(cause)
  const noMatch = /no matching (?:[CS]->[CS] )?([A-Za-z ]+)/.exec(message)?.[1]
  if (stage === 'handshake' && noMatch) return fault('SSH_TOO_OLD', { reason: noMatch })
  if (stage === 'login' && level === 'client-authentication') return fault('LOGIN_REFUSED')
  // "Too many authentication failures" and the like: the server hangs up, and says so.
  if (stage === 'login' && /auth|permi/i.test(message)) return fault('LOGIN_REFUSED')
  if (isSocketGone || level === 'client-socket' || /^Connection lost/.test(message)) {
    return fault('CONNECTION_LOST', { reason: `SSH_${stage.toUpperCase()}` })
  }
  return stage === 'sftp'
    ? fault('SFTP_UNAVAILABLE', { reason: /exit code/.test(message) ? 'EXITED' : 'REFUSED' })
    : fault('PROTOCOL_VIOLATION', { reason: `SSH_${stage.toUpperCase()}` })
}

function partsOf(cause: unknown): { level: string; message: string } {
  if (!(cause instanceof Error)) return { level: '', message: '' }
  return { level: 'level' in cause ? String(cause.level) : '', message: cause.message }
}

/** SFTP's status codes; those over 8 come from later versions, and servers send them in version 3 as well. */
export function statusFault(status: number): Fault {
  switch (status) {
    case 2:
      return fault('FILE_NOT_FOUND')
    case 3:
      return fault('PERMISSION_DENIED')
    case 12:
      return fault('READ_ONLY')
    case 14:
    case 15:
      return fault('DISK_FULL')
    default:
      return fault('DISK_ERROR', { reason: `SFTP_${status}` })
  }
}
