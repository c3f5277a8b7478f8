import type { Document } from '@/lib/xmail/tab'
import { mailRootFiles } from './mail-root-files'
import { compilePolicy, type Policy } from './policy'

export interface ReadingOptions {
  /** Null: there is no such file. What it throws ends the decision. */
  readonly read: (path: string) => Promise<Document | null>
  /** Files that are at hand already; those that are read are added. */
  readonly files?: Map<string, Document | null>
}

/**
 * Puts a question again and again until every file that its answer depends on has been read. A decision reads what it
 * needs and no more: a domain has thousands of user.tab.
 */
export async function decideReading<T extends { readonly kind: string }>(
  { read, files = new Map() }: ReadingOptions,
  decide: (policy: Policy) => T | { readonly kind: 'needs-file'; readonly path: string },
): Promise<T> {
  for (;;) {
    const decision = decide(compilePolicy(mailRootFiles(files)))
    if (decision.kind !== 'needs-file' || !('path' in decision)) return decision as T
    files.set(decision.path, await read(decision.path))
  }
}
