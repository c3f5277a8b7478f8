import type { Compile, Policy } from '@/lib/xmail/policy'

/** A table of a file that is known to have been read; null: there is no such file. */
export function tableOf<T>(policy: Policy, path: string, compile: Compile<T>): T | null {
  const table = policy.table(path, compile)
  if (table === 'unread') throw new Error(`${path} was looked at before it was read`)
  return table
}

/** The first of these files that nobody has read; null: all have been. */
export function findUnread(policy: Policy, paths: readonly string[]): string | null {
  return paths.find((path) => policy.files.read(path) === 'unread') ?? null
}
