import { openDocument } from '@/lib/changes/plan'
import { ok, type Result } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { type Assertion, type AssertionState, checkAssertion } from '@/lib/xmail/assertions'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { compilePolicy, mailRootFiles, type Policy } from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'
import { draftFile, type Edit } from '@/lib/xmail/tables'
import { openLintFiles, readLintSnapshot } from '../findings/read-lint-files'

/** A MailRoot at one moment, for sentences to be checked on. Holds passwords and the key: never for a page. */
export interface CheckedFiles {
  readonly policy: Policy
  check(assertion: Assertion): Promise<AssertionState>
}

/** What a change makes of a file. Null: it is not there then. */
export type Changed = (path: MailRootPath, live: Document | null) => Document | null

export interface CheckReading {
  /** Milliseconds since the epoch. */
  readonly takenAt: number
  /** The files as they are, or as a change would have them. */
  open(changed?: Changed): CheckedFiles
}

/** Reads the files that decide about clients; those of single accounts when a sentence is about one. Errors: those of reading. */
export async function readCheckedFiles(store: MailRootStore): Promise<Result<CheckReading>> {
  const snapshot = await readLintSnapshot(store)
  if (!snapshot.ok) return snapshot
  const { files: live } = openLintFiles(snapshot.value)
  const { takenAt } = snapshot.value
  const read = (path: MailRootPath) => readLater(store, path)
  return ok({ takenAt, open: (changed = (_, document) => document) => openChecked({ live, read, changed }) })
}

interface Checked {
  readonly live: ReadonlyMap<MailRootPath, Document | null>
  /** Undefined: it cannot be read. */
  readonly read: (path: MailRootPath) => Promise<Document | null | undefined>
  readonly changed: Changed
}

function openChecked({ live, read, changed }: Checked): CheckedFiles {
  const files = new Map<string, Document | null>(
    [...live].map(([path, document]) => [path, changed(path, document)]),
  )
  const policy = compilePolicy(mailRootFiles(files))
  return {
    policy,
    async check(assertion) {
      for (const tried = new Set<string>(); ; ) {
        const state = checkAssertion(policy, assertion)
        const path = state.kind === 'unknown' && state.why === 'unread' ? state.path : null
        if (path === null || tried.has(path)) return state
        tried.add(path)
        const known = parseMailRootPath(path)
        // A name that no store can hold is of no file.
        const document = known.ok ? await read(known.value) : null
        if (document !== undefined) files.set(path, known.ok ? changed(known.value, document) : document)
      }
    },
  }
}

async function readLater(store: MailRootStore, path: MailRootPath): Promise<Document | null | undefined> {
  const snapshot = await store.readSnapshot([path])
  const file = snapshot.ok ? snapshot.value.files.get(path) : undefined
  if (!file || file.state === 'unreadable') return undefined
  if (file.state === 'absent') return null
  const document = openDocument(file, path)
  return document.ok ? document.value : undefined
}

/** What the edits of a draft make of each file; one that does not fit leaves it as it is, and Review says so. */
export function changedByEdits(edits: readonly Edit[]): Changed {
  return (path, live) => {
    const format = catalogEntry(path)?.format
    return format ? draftFile(live, { path, format }, edits).document : live
  }
}
