import { type Fault, fault } from '@/lib/errors'
import type { ServiceAddress } from '@/lib/xmail/services'

const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA', 'EAI_FAIL'])

/** The system's word for what went wrong with a socket; never text of the other end. */
export function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : 'UNKNOWN'
}

/** Errors: CANCELLED, TIMED_OUT {seconds}, HOST_NOT_FOUND {host}, UNREACHABLE {host, port, reason}. */
export function socketTrouble(cause: unknown, { host, port }: ServiceAddress, limit: Limit): Fault {
  if (limit.cancelled?.aborted) return fault('CANCELLED')
  if (limit.signal.aborted) return fault('TIMED_OUT', { seconds: limit.timeoutMs / 1000 })
  const reason = reasonOf(cause)
  return NO_SUCH_HOST.has(reason)
    ? fault('HOST_NOT_FOUND', { host })
    : fault('UNREACHABLE', { host, port, reason })
}

/** The one budget of an attempt: time, and a person's patience. */
export interface Limit {
  readonly timeoutMs: number
  readonly cancelled: AbortSignal | undefined
  /** Aborted by either. */
  readonly signal: AbortSignal
}

export function startLimit(timeoutMs: number, cancelled?: AbortSignal): Limit {
  const timeout = AbortSignal.timeout(timeoutMs)
  return { timeoutMs, cancelled, signal: cancelled ? AbortSignal.any([timeout, cancelled]) : timeout }
}
