import { isDeepStrictEqual } from 'node:util'
import { describeMeaning } from '@/lib/changes/meaning'
import { planChange } from '@/lib/changes/plan'
import { readServer } from '@/lib/db/servers'
import { takeAppliedEdits } from '@/lib/db/taken-edits'
import { err, ok, type Result } from '@/lib/errors'
import type { Snapshot } from '@/lib/mailroot/store'
import type { Person } from '@/lib/people/person'
import { can } from '@/lib/people/roles'
import type { Edit } from '@/lib/xmail/tables'
import { findBroken } from '../assertions/find-broken'
import { judgeOverride, type Override } from '../assertions/override'
import type { Container } from '../container'
import { openDraft } from '../draft/open-draft'
import { checkTrustedFile } from '../tls/check-trusted-file'
import { beginChange } from './begin-change'
import { checkPair } from './check-pair'
import { readWithBeside } from './read-beside'

export interface ApplyDraft {
  readonly serverId: string
  readonly person: Person
  readonly reason: string
  /** The draft that was reviewed. */
  readonly version: number
  /** Path to digest of the files that it was reviewed on; null: there was none. */
  readonly base: Readonly<Record<string, string | null>>
  /** Pins the certificate that the draft installs, for this console’s own connection. Needs server.configure. */
  readonly pinsNew?: boolean
  /** Applies it although sentences that must stay true are not. Needs assertion.override. */
  readonly override?: Override | undefined
}

/** As many addresses as one /8, the widest network that needs no second look. */
const WIDEST_GAIN = 2 ** 24

type World = Pick<Container, 'records' | 'stores' | 'log'>

/**
 * Begins to apply a draft and gives back the Revision, whose page shows how it goes on. Errors: DRAFT_CHANGED, DRIFTED
 * (review again), ASSERTIONS_BROKEN, APPLY_IN_PROGRESS, DOUBT_FIRST, those of the plan and of reading.
 */
export async function applyDraft(world: World, input: ApplyDraft): Promise<Result<{ revisionId: string }>> {
  if (input.pinsNew && !can(input.person.role, 'server.configure'))
    return err('FORBIDDEN', { role: input.person.role })
  const draft = await openDraft(world.records, input.serverId, input.person.id)
  if (!draft.ok) return draft
  if (draft.value.version !== input.version) return err('DRAFT_CHANGED')
  const store = await world.stores.storeFor(input.serverId)
  if (!store.ok) return store
  const read = await readWithBeside(store.value, draft.value.edits)
  if (!read.ok) return read
  const { snapshot, beside } = read.value
  const drifted = findDrift(snapshot, input.base)
  if (drifted) return err('DRIFTED', { path: drifted })
  const plan = planChange(snapshot, draft.value.edits)
  if (!plan.ok) return plan
  const unfit =
    (await checkPair(store.value, plan.value)) ?? (await checkTrustedFile(store.value, plan.value))
  if (unfit) return { ok: false, error: unfit }
  const meaning = describeMeaning(plan.value, beside)
  // However many narrow rows it is made of: what opens relay this far is for those who may.
  const gained = meaning.relay?.gained
  if (gained && gained.v4 > WIDEST_GAIN && !can(input.person.role, 'network.wide')) {
    return err('NETWORK_TOO_WIDE', { network: gained.prefixes[0] ?? '', addresses: gained.v4 })
  }
  const broken = await findBroken(world.records, store.value, input.serverId, plan.value)
  if (!broken.ok) return broken
  const overridden = judgeOverride(broken.value, input.override, input.person.role)
  if (!overridden.ok) return overridden
  const server = await readServer(world.records, input.serverId)
  if (!server) return err('NOT_FOUND')
  const begun = await beginChange(world, {
    serverId: server.id,
    actor: { id: input.person.id, name: input.person.name },
    reason: input.reason,
    summary: {
      paths: plan.value.files.map((file) => file.path),
      meaning,
      ...(overridden.value && { overridden: overridden.value }),
      // Where the answer is lost, settling the doubt has to know what the person has asked for.
      ...(input.pinsNew && { pinsNew: true }),
    },
    plan: plan.value,
    store: store.value,
    ...(input.pinsNew && { pinsNew: true }),
    whenApplied: (revisionId) => takeApplied(world, { ...input, revisionId }, draft.value.edits),
    confirmSeconds: server.confirmSeconds,
    probes: server.probes,
  })
  return begun.ok ? ok({ revisionId: begun.value.revisionId }) : begun
}

/** What the person has added meanwhile stays in the draft. */
async function takeApplied(
  { records }: World,
  { serverId, person, revisionId }: ApplyDraft & { readonly revisionId: string },
  applied: readonly Edit[],
): Promise<void> {
  const begins = (edits: readonly unknown[]) => isDeepStrictEqual(edits.slice(0, applied.length), applied)
  await takeAppliedEdits(records, { serverId, userId: person.id, revisionId }, applied.length, begins)
}

/** The first file that is no longer what was reviewed. */
function findDrift(snapshot: Snapshot, base: ApplyDraft['base']): string | null {
  for (const [path, file] of snapshot.files) {
    const digest = file.state === 'present' ? file.digest : null
    if (digest !== (base[path] ?? null)) return path
  }
  return null
}
