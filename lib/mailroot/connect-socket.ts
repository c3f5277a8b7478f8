import { connect, type Socket } from 'node:net'
import { fault, ok, type Result } from '@/lib/errors'
import type { Deadline } from './deadline'
import { connectFault } from './socket-fault'

/**
 * How long one of a host's addresses may take before the next is tried. Node's own quarter of a second would give up a
 * server at the other end of the world whose other address leads nowhere.
 */
const ADDRESS_ATTEMPT_MS = 3_000

/** A TCP connection. Errors: HOST_NOT_FOUND, UNREACHABLE, TIMED_OUT, CANCELLED. */
export function connectSocket(host: string, port: number, deadline: Deadline): Promise<Result<Socket>> {
  if (deadline.cut) return Promise.resolve({ ok: false, error: deadline.cut })
  const socket = connect({
    host,
    port,
    noDelay: true,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT_MS,
  })
  // For good: an error that nobody listens to would end the process, also one that comes after the call.
  socket.on('error', () => {})
  return new Promise((resolve) => {
    const finish = (result: Result<Socket>): void => {
      stopListening()
      socket.off('connect', onConnect).off('error', onError).off('close', onClose)
      if (!result.ok) socket.destroy()
      resolve(result)
    }
    const onConnect = (): void => finish(ok(socket))
    const onError = (cause: Error): void => finish({ ok: false, error: connectFault(cause, host, port) })
    const onClose = (): void =>
      finish({ ok: false, error: fault('UNREACHABLE', { host, port, reason: 'CLOSED' }) })
    socket.on('connect', onConnect).on('error', onError).on('close', onClose)
    const stopListening = deadline.onCut((cut) => finish({ ok: false, error: cut }))
  })
}
