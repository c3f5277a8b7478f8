import { isDeepStrictEqual } from 'node:util'
import { type ApplyOutcome, applyChange, type FileBytes } from '@/lib/changes/apply'
import { describeMeaning } from '@/lib/changes/meaning'
import { planChange } from '@/lib/changes/plan'
import { takeAppliedEdits } from '@/lib/db/drafts'
import { createRevision, finishRevision } from '@/lib/db/revisions'
import { err, fault, ok, type Result } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import type { MailRootStore, Snapshot } from '@/lib/mailroot/store'
import type { Person } from '@/lib/people/person'
import { can } from '@/lib/people/roles'
import type { Edit } from '@/lib/xmail/tables'
import type { Container } from '../container'
import { openDraft } from '../draft/open-draft'
import { showMeaning } from '../queries/show-plan'
import { journalOf } from './journal-of'
import { reachAnew } from './reach-anew'
import { readFilesOf } from './read-files-of'
import { sleep } from './sleep'

export interface ApplyDraft {
  readonly serverId: string
  readonly person: Person
  readonly reason: string
  /** The draft that was reviewed. */
  readonly version: number
  /** Path to digest of the files that it was reviewed on; null: there was none. */
  readonly base: Readonly<Record<string, string | null>>
}

/** As many addresses as one /8, the widest network that needs no second look. */
const WIDEST_GAIN = 2 ** 24

type World = Pick<Container, 'records' | 'stores' | 'log'>

/**
 * Begins to apply a draft and gives back the Revision, whose page shows how it goes on: the work itself runs in this
 * process, not in the request, so a closed browser stops nothing. Errors: DRAFT_CHANGED, DRIFTED (review again),
 * APPLY_IN_PROGRESS, those of the plan and of reading.
 */
export async function applyDraft(world: World, input: ApplyDraft): Promise<Result<{ revisionId: string }>> {
  const draft = await openDraft(world.records, input.serverId, input.person.id)
  if (!draft.ok) return draft
  if (draft.value.version !== input.version) return err('DRAFT_CHANGED')
  const store = await world.stores.storeFor(input.serverId)
  if (!store.ok) return store
  const snapshot = await readFilesOf(store.value, draft.value.edits)
  if (!snapshot.ok) return snapshot
  const drifted = findDrift(snapshot.value, input.base)
  if (drifted) return err('DRIFTED', { path: drifted })
  const plan = planChange(snapshot.value, draft.value.edits)
  if (!plan.ok) return plan
  const meaning = describeMeaning(plan.value)
  // However many narrow rows it is made of: what opens relay this far is for those who may.
  const gained = meaning.relay?.gained
  if (gained && gained.v4 > WIDEST_GAIN && !can(input.person.role, 'network.wide')) {
    return err('NETWORK_TOO_WIDE', { network: gained.prefixes[0] ?? '', addresses: gained.v4 })
  }
  const files = plan.value.files.map(({ path, before, after }) => ({ path, before, after }))
  const revision = await createRevision(world.records, {
    serverId: input.serverId,
    actor: { id: input.person.id, name: input.person.name },
    reason: input.reason,
    summary: { paths: files.map((file) => file.path), meaning: showMeaning(meaning) },
    files: files.map((file) => ({
      ...file,
      beforeDigest: file.before && digestOf(file.before),
      afterDigest: digestOf(file.after),
    })),
  })
  if (!revision.ok) return revision
  void runToEnd(world, input, draft.value.edits, revision.value.id, files, store.value)
  return ok({ revisionId: revision.value.id })
}

/** The first file that is no longer what was reviewed. */
function findDrift(snapshot: Snapshot, base: ApplyDraft['base']): string | null {
  for (const [path, file] of snapshot.files) {
    const digest = file.state === 'present' ? file.digest : null
    if (digest !== (base[path] ?? null)) return path
  }
  return null
}

async function runToEnd(
  world: World,
  input: ApplyDraft,
  applied: readonly Edit[],
  revisionId: string,
  files: readonly FileBytes[],
  store: MailRootStore,
): Promise<void> {
  const { records, log } = world
  const reachAgain = mayShutOut(store, files) ? () => reachAnew(world, input.serverId) : undefined
  const outcome = await applyChange({
    files,
    store,
    journal: journalOf(world, revisionId),
    sleep,
    reachAgain,
  }).catch((error): ApplyOutcome => {
    log.error({ err: error, revision: revisionId }, 'an apply ended with an error')
    return { state: 'in-doubt', fault: fault('INTERNAL') }
  })
  log.info({ revision: revisionId, server: input.serverId, state: outcome.state }, 'apply ended')
  try {
    if (outcome.state === 'applied') {
      // What the person has added meanwhile stays in the draft.
      const begins = (edits: readonly unknown[]) => isDeepStrictEqual(edits.slice(0, applied.length), applied)
      const owner = { serverId: input.serverId, userId: input.person.id }
      await takeAppliedEdits(records, owner, applied.length, begins)
      await finishRevision(records, revisionId, 'applied')
    } else {
      await finishRevision(
        records,
        revisionId,
        outcome.state === 'not-applied' ? 'failed' : outcome.state,
        outcome.fault,
      )
    }
  } catch (error) {
    // The revision stays 'applying' and is swept to 'in-doubt' at the next start.
    log.error({ err: error, revision: revisionId }, 'the end of an apply could not be recorded')
  }
}

/** The files that decide whether this console gets in by CTRL (semantics.md 8.1, 8.2). */
const WAY_IN: ReadonlySet<string> = new Set([
  'ctrl.ipmap.tab',
  'ctrlaccounts.tab',
  'server.tab',
  'server.cert',
])

function mayShutOut(store: MailRootStore, files: readonly FileBytes[]): boolean {
  return store.kind === 'ctrl' && files.some((file) => WAY_IN.has(file.path))
}
