import type { Document } from '@/lib/xmail/tab'
import type { MailRootFiles } from './mail-root-files'
import type { Walk } from './open-facts'

/** What a file is turned into to answer questions. One function for one reading: results are kept by it. */
export type Compile<T> = (doc: Document) => T

/** The files of one MailRoot at one time, each read at most once. Nothing here changes when the files do. */
export interface Policy {
  readonly files: MailRootFiles
  /** Null: there is no such file. */
  table<T>(path: string, compile: Compile<T>): T | null | 'unread'
}

/** Prepares files to be asked often. Reads nothing yet: each table is compiled when a question first needs it. */
export function compilePolicy(files: MailRootFiles): Policy {
  const kept = new Map<Compile<unknown>, Map<string, unknown>>()
  return {
    files,
    table<T>(path: string, compile: Compile<T>): T | null | 'unread' {
      const byPath = kept.get(compile) ?? new Map<string, unknown>()
      kept.set(compile, byPath)
      // Only this function stores under `compile`, so what it finds there is what `compile` gave.
      if (byPath.has(path)) return byPath.get(path) as T | null
      const file = files.read(path)
      // Not kept: whoever asked may read it now.
      if (file === 'unread') return file
      const table = file === null ? file : compile(file)
      byPath.set(path, table)
      return table
    },
  }
}

/** A table that the way needs; the way ends where nobody has read it. */
export function* openTable<T>(policy: Policy, path: string, compile: Compile<T>): Walk<T | null> {
  const table = policy.table(path, compile)
  return table === 'unread' ? yield* endAt(path) : table
}

/** Whether a file is there, for a way that must know. */
export function* fileExists(policy: Policy, path: string): Walk<boolean> {
  const exists = policy.files.exists(path)
  return exists === 'unread' ? yield* endAt(path) : exists
}

function* endAt(path: string): Walk<never> {
  yield { kind: 'file', path }
  throw new Error(`a way went on behind ${path}, which nobody has read`)
}
