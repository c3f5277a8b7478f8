import { digestOf } from '@/lib/mailroot/digest'
import type { Snapshot } from '@/lib/mailroot/store'
import type { ComparedFinding } from '@/lib/xmail/lint'
import type { Address } from '@/lib/xmail/net'
import { formatAddress } from '@/lib/xmail/net'
import type { Edit } from '@/lib/xmail/tables'
import { judgeDraft } from './judge-mail-root'
import { openLintFiles, type UnreadFile } from './read-lint-files'

/** A certificate can end while nothing is written: what is kept is looked at again so often. */
const MAX_AGE_MS = 60 * 60_000
/** So many MailRoots are kept, those of other drafts with them; what was asked longest ago goes. */
const MAX_KEPT = 12

export interface Judged {
  readonly findings: readonly ComparedFinding[]
  readonly unread: readonly UnreadFile[]
}

export interface Judging {
  readonly serverId: string
  readonly snapshot: Snapshot
  readonly edits: readonly Edit[]
  /** From which this console reaches the server's CTRL; null: it comes another way, or nobody knows. */
  readonly ownAddress: Address | null
}

export interface JudgedFindings {
  /** What is to be said of a MailRoot with a draft, judged anew only where a file, the draft or the hour is another. */
  get(judging: Judging): Judged
}

/** Keeps findings by the digests of the files that they are of. No file is kept with them. */
export function createJudgedFindings(now: () => number, judge = judgeAnew): JudgedFindings {
  const kept = new Map<string, { readonly judged: Judged; readonly atMs: number }>()
  return {
    get(judging) {
      const key = keyOf(judging)
      const known = kept.get(key)
      const isFresh = known !== undefined && now() - known.atMs < MAX_AGE_MS
      const entry = isFresh ? known : { judged: judge(judging, now()), atMs: now() }
      kept.delete(key)
      kept.set(key, entry)
      const [oldest] = kept.keys()
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
      return entry.judged
    },
  }
}

function judgeAnew({ snapshot, edits, ownAddress }: Judging, nowMs: number): Judged {
  const { files, unread } = openLintFiles(snapshot)
  return { findings: judgeDraft(files, edits, { nowMs, ownAddress }), unread }
}

/** A digest, because edits can hold passwords. */
function keyOf({ serverId, snapshot, edits, ownAddress }: Judging): string {
  const files = [...snapshot.files.values()].map((file) => [
    file.path,
    file.state,
    file.state === 'present' ? file.digest : '',
  ])
  const parts = [files.sort(), edits, ownAddress && formatAddress(ownAddress)]
  return `${serverId} ${digestOf(new TextEncoder().encode(JSON.stringify(parts)))}`
}
