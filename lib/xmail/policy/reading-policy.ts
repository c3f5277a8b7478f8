import type { Document } from '@/lib/xmail/tab'
import { mailRootFiles } from './mail-root-files'
import { compilePolicy, type Policy } from './policy'

export interface ReadingOptions {
  /** Null: there is no such file. What it throws ends the decision. */
  readonly read: (path: string) => Promise<Document | null>
  /** Files that are at hand already. */
  readonly files?: ReadonlyMap<string, Document | null>
}

export interface ReadingPolicy {
  /** Puts a question again and again until every file that its answer depends on has been read. */
  decide<T extends { readonly kind: string }>(
    question: (policy: Policy) => T | { readonly kind: 'needs-file'; readonly path: string },
  ): Promise<T>
}

/**
 * A policy that reads its files when they are first asked for, each once: a decision reads what it needs and no more,
 * because a domain has thousands of user.tab.
 */
export function readingPolicy({ read, files: given }: ReadingOptions): ReadingPolicy {
  const files = new Map(given)
  const policy = compilePolicy(mailRootFiles(files))
  return {
    async decide(question) {
      for (;;) {
        const decision = question(policy)
        const path = neededFile(decision)
        if (path === null) return decision as never
        files.set(path, await read(path))
      }
    },
  }
}

interface Asked {
  readonly kind: string
  readonly path?: string
  readonly branches?: readonly { readonly decision: Asked }[]
}

/** The file that a decision stopped at, in whichever of its branches. */
function neededFile({ kind, path, branches = [] }: Asked): string | null {
  if (kind === 'needs-file') return path ?? null
  for (const { decision } of branches) {
    const needed = neededFile(decision)
    if (needed !== null) return needed
  }
  return null
}
