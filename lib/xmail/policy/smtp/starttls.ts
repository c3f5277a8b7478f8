import type { Policy } from '../policy'
import type { Session } from './session'
import { note, noteVariable, sendError } from './session'

/** The file without which no handshake succeeds (semantics.md 11); undefined: none is known to be missing. */
export function missingTlsFile({ files }: Policy): string | undefined {
  return ['server.cert', 'server.key'].find((path) => files.exists(path) === false)
}

/**
 * STARTTLS (semantics.md 6.2, 0.7). What addresses had earned, good and bad, is forgotten; only the delay stays. A
 * missing certificate or key is noticed behind the go-ahead, and closes the connection.
 */
export function startTls(session: Session): string {
  if (session.tls) return sendError(session, '454 TLS not available due to temporary reason')
  if (!session.vars.flag('EnableSMTP-TLS', true)) {
    noteVariable(session, 'EnableSMTP-TLS', { check: 'starttls', outcome: 'refuses' })
    return sendError(session, '454 TLS not available')
  }
  const missing = missingTlsFile(session.policy)
  if (missing) {
    note(session, { check: 'starttls', outcome: 'closes', file: missing, detail: { missing } })
    session.state = 'exit'
  } else {
    note(session, { check: 'starttls', outcome: 'clears', detail: { flags: [...session.flags].join(' ') } })
    session.tls = true
    session.state = 'init'
    session.flags.clear()
    for (const flag of session.setup) session.flags.add(flag)
  }
  return '220 Ready to start TLS'
}
