import { isDeepStrictEqual } from 'node:util'
import type { FileBytes } from '@/lib/changes/apply'
import { listRevisions } from '@/lib/db/revisions'
import type { RevisionState } from '@/lib/db/schema'
import { openDraft } from '@/lib/server/draft/open-draft'
import type { OpenConsole } from './console'
import { type Place, readTable } from './places/place'
import { type Scenario, TABLE_PATHS } from './scenario'

/** A run that has gone wrong: what a person would have lost. */
export class Broken extends Error {}

export interface Run {
  readonly place: Place
  readonly scenario: Scenario
  readonly serverId: string
  readonly userId: string
  /** Both sides of the files of the draft. */
  readonly files: readonly FileBytes[]
}

/** What a Revision in this state says of the server. Null: it says nothing yet. */
export function sideOf(state: RevisionState | undefined): 'before' | 'after' | null {
  if (state === 'applied' || state === 'unconfirmed') return 'after'
  // Without a Revision nothing has begun.
  return state === undefined || state === 'failed' || state === 'put-back' ? 'before' : null
}

/** The one Revision of a run; undefined: the draft was not taken. More than one would be applied twice. */
export async function revisionOf({ records }: OpenConsole, { serverId }: Run) {
  const all = await listRevisions(records, serverId)
  if (all.length > 1) throw new Broken(`${all.length} Revisions of one draft`)
  return all[0]
}

/** Holds the disk to what the Revision says: all files whole, and of one side; others as they were. */
export function verifyFiles(run: Run, side: 'before' | 'after', when: string): void {
  const { place, scenario } = run
  const touched = new Map<string, FileBytes>(run.files.map((file) => [file.path, file]))
  for (const path of TABLE_PATHS) {
    const file = touched.get(path)
    const old = scenario.files.get(path)
    const wanted = file ? file[side] : old === undefined ? null : Buffer.from(old)
    const found = readTable(place, path)
    if (isSame(found, wanted)) continue
    throw new Broken(`${when}: ${path} should be the one ${side}, and is ${nameContent(found, file)}`)
  }
}

/** An empty file is put back as one blank line, which every reader takes for the same (ADR 0005). */
function isSame(found: Buffer | null, wanted: Uint8Array | null): boolean {
  if (found === null || wanted === null) return found === wanted
  return found.equals(wanted) || (wanted.length === 0 && found.toString() === '\n')
}

function nameContent(found: Buffer | null, file: FileBytes | undefined): string {
  if (found === null) return 'deleted'
  if (file?.after && found.equals(file.after)) return 'the new one'
  if (file?.before && found.equals(file.before)) return 'the old one'
  return `torn or foreign (${found.length} bytes; old ${file?.before?.length}, new ${file?.after?.length})`
}

/** The draft is there for as long as its change is not, and gone with it. */
export async function verifyDraft(console: OpenConsole, run: Run, side: 'before' | 'after'): Promise<void> {
  const draft = await openDraft(console.records, run.serverId, run.userId)
  if (!draft.ok) throw new Broken(`the draft cannot be read: ${draft.error.code}`)
  const wanted = side === 'before' ? run.scenario.edits : []
  if (!isDeepStrictEqual(draft.value.edits, wanted))
    throw new Broken(`the draft has ${draft.value.edits.length} edits, not ${wanted.length}`)
}
