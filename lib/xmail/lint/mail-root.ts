import type { Address } from '@/lib/xmail/net'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import type { CertificateFacts } from './certificate-facts'

/**
 * The files of a MailRoot by their path below it. Null: there is no such file. One that is not in the map has not been
 * looked at, and nothing is said of it. Files with passwords (smtpauth.tab, ctrlaccounts.tab) are judged where they are
 * given; no finding holds anything of them but names.
 */
export type LintFiles = ReadonlyMap<MailRootPath, Document | null>

export interface LintOptions {
  /** Milliseconds since the epoch; what ends is judged by it. */
  readonly nowMs: number
  /** The address from which this console reaches the server, to see whether CTRL lets it in. */
  readonly ownAddress?: Address | null
  /** What server.cert and server.key hold. Left out: nobody has looked. */
  readonly certificate?: CertificateFacts
  /** Whether the FINGER service runs at all (`-F-` switches it off). Left out: it does, as XMail does by itself. */
  readonly fingerRuns?: boolean
}

/** A MailRoot while it is judged: each table is read once, whoever asks. */
export interface MailRoot {
  readonly options: LintOptions
  /** The files that are there, in the order of the map. */
  readonly paths: readonly MailRootPath[]
  /** Null: there is no such file; undefined: nobody has looked. */
  file(path: MailRootPath): Document | null | undefined
  /** What a function makes of a file; null where there is none to read. The same function gives the same result again. */
  read<T>(path: MailRootPath, make: (doc: Document) => T): T | null
}

export function openMailRoot(files: LintFiles, options: LintOptions): MailRoot {
  const kept = new Map<unknown, Map<string, unknown>>()
  return {
    options,
    paths: [...files].flatMap(([path, doc]) => (doc === null ? [] : [path])),
    file: (path) => files.get(path),
    read<T>(path: MailRootPath, make: (doc: Document) => T): T | null {
      const doc = files.get(path)
      if (!doc) return null
      const byPath = kept.get(make) ?? new Map<string, unknown>()
      kept.set(make, byPath)
      if (!byPath.has(path)) byPath.set(path, make(doc))
      // Only this function stores under `make`, so what it finds there is what `make` gave.
      return byPath.get(path) as T
    },
  }
}
