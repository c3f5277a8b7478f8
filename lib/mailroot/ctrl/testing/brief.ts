import type { Fault, Result } from '@/lib/errors'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Snapshot, WriteOutcome } from '../../store'

export function faultOf(result: Result<unknown>): Fault | null {
  return result.ok ? null : result.error
}

/** 'ok' or the code, with its reason where it has one. */
export function brief(result: Result<unknown>): string {
  if (result.ok) return 'ok'
  const { code, details } = result.error
  return details?.reason === undefined ? code : `${code} ${details.reason}`
}

export function briefOutcome(outcome: WriteOutcome): string {
  return outcome.state === 'written' ? 'written' : `${outcome.state} ${outcome.fault.code}`
}

/** A file's bytes as text, or the state that stands in for them. */
export function textOf(result: Result<Snapshot>, path: MailRootPath): string | undefined {
  const file = result.ok ? result.value.files.get(path) : undefined
  return file?.state === 'present' ? Buffer.from(file.bytes).toString('latin1') : file?.state
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code
}
