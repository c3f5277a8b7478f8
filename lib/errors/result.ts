import type { ErrorCode } from './codes'

/** Values that the words of a fault may name. Never a secret: details reach the browser and the log. */
export type FaultDetails = Readonly<Record<string, string | number>>

/** An expected trouble: plain data, safe to show. `field` is the form field that it belongs beside. */
export interface Fault {
  readonly code: ErrorCode
  readonly details?: FaultDetails
  readonly field?: string
}

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

export interface Err {
  readonly ok: false
  readonly error: Fault
}

/** What a function gives back when trouble is part of its job. Bugs are thrown instead (ADR 0002). */
export type Result<T> = Ok<T> | Err

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

export function err(code: ErrorCode, details?: FaultDetails, field?: string): Err {
  return { ok: false, error: fault(code, details, field) }
}

export function fault(code: ErrorCode, details?: FaultDetails, field?: string): Fault {
  return { code, ...(details && { details }), ...(field && { field }) }
}

/** The value of a Result that the caller knows to be good; anything else is a bug and thrown. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`unexpected fault ${result.error.code} ${JSON.stringify(result.error.details ?? {})}`)
}

/** What a server action gives back to the browser. `fields` are faults that belong beside the named form fields. */
export type ActionResult<T> = Ok<T> | { readonly ok: false; readonly error: ActionFault }

export interface ActionFault extends Fault {
  /** Names the request in the server's log. */
  readonly requestId?: string
  readonly fields?: Readonly<Record<string, Fault>>
}
