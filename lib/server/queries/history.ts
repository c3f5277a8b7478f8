import 'server-only'
import { z } from 'zod'
import { compareBytes } from '@/lib/changes/compare-bytes'
import { readRevision, type WholeRevision } from '@/lib/db/read-revision'
import type { Records } from '@/lib/db/records'
import type { RevisionFile } from '@/lib/db/revision-files'
import type { RevisionStep } from '@/lib/db/revision-steps'
import { findUnsettledRevision, type Revision } from '@/lib/db/revisions'
import { readServer } from '@/lib/db/servers'
import { unwrap } from '@/lib/errors'
import { connectionSchema } from '@/lib/mailroot/connection'
import { can } from '@/lib/people/roles'
import { mayDecide } from '../apply/decide-revision'
import { probeDetailSchema } from '../apply/trial/probe'
import { overriddenSchema } from '../assertions/override'
import { handWayOf } from '../by-hand/hand-way-of'
import { listByHand } from '../by-hand/list-by-hand'
import { putBackChanges } from '../by-hand/put-back-changes'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { meaningSchema } from './meaning-schema'
import { chooseMeaning } from './revision-meaning'
import { showDiff } from './show-plan'

/** One change with its steps and diffs; null where this server has no such change. */
export async function readRevisionPage(serverId: string, revisionId: string) {
  const person = await requirePermission('history.read', serverId)
  const { records } = await getContainer()
  const found = await readRevision(records, revisionId)
  if (!found.ok && found.error.code === 'NOT_FOUND') return null
  const revision = unwrap(found)
  if (revision.serverId !== serverId) return null
  return {
    ...showRevision(revision),
    steps: revision.steps.map(showStep),
    // Asked for every moment while it runs; the diff comes with the end.
    files: revision.state === 'applying' ? [] : revision.files.flatMap((file) => showFile(file) ?? []),
    ...chooseMeaning(keptMeaning(revision), revision),
    overridden: summaryOf(revision).overridden,
    fault: revision.fault,
    keptBy: revision.keptBy,
    // Not the moment itself: the browser's clock may be another.
    msLeft: revision.state === 'unconfirmed' ? msLeft(revision, records.now()) : null,
    byHand: await byHandOf(records, revision),
    mayDecide: mayDecide(person, revision.actor.id),
    mayLetStand: can(person.role, 'server.configure'),
    mayEdit: can(person.role, 'draft.edit'),
  }
}

/** Where the console is at a loss, a person need not be. Null: the console has it in hand, or it is over. */
async function byHandOf(records: Records, { state, serverId, files }: WholeRevision) {
  if (state !== 'putting-back' && state !== 'in-doubt') return null
  const server = await readServer(records, serverId)
  const way = server && handWayOf(connectionSchema.parse(server.connection))
  return way ? listByHand(putBackChanges(files), way.kind) : null
}

/** The change of a server that is not over yet, for every page of it: null where there is none. */
export async function findUnsettled(serverId: string) {
  await requirePermission('history.read', serverId)
  const { records } = await getContainer()
  const revision = await findUnsettledRevision(records, serverId)
  if (!revision) return null
  const left = revision.state === 'unconfirmed' ? msLeft(revision, records.now()) : null
  return { ...showRevision(revision), msLeft: left }
}

function msLeft({ confirmBy }: Revision, nowMs: number): number {
  return Math.max(0, (confirmBy ?? 0) - nowMs)
}

/** A change as a line of the history. */
export function showRevision(revision: Revision) {
  const { id, actor, origin, reason, state, startedAt, endedAt } = revision
  const { paths, ended } = summaryOf(revision)
  return { id, actorName: actor.name, origin, reason, state, startedAt, endedAt, paths, ended }
}

const endedSchema = z.array(z.object({ network: z.string(), until: z.string() }))
/** As it was written by whoever began it, perhaps by an earlier version of this console; what it does not know is left out. */
const summarySchema = z.object({
  paths: z.array(z.string()).default([]),
  /** Rows that the console removed because their last day was over. */
  ended: endedSchema.catch([]).default([]),
  /** Sentences that it was applied against. */
  overridden: overriddenSchema.nullable().catch(null).default(null),
  meaning: meaningSchema.nullable().catch(null).default(null),
})

function summaryOf({ summary }: Revision): z.output<typeof summarySchema> {
  const read = summarySchema.safeParse(summary)
  return read.success ? read.data : { paths: [], ended: [], overridden: null, meaning: null }
}

const STEPS = [
  'read-again',
  'write',
  'read-back',
  'reach-again',
  'put-back',
  'probe-before',
  'probe',
] as const
const detailSchema = z
  .object({ path: z.string().default(''), fault: z.custom<Revision['fault']>().nullish() })
  .catch({ path: '' })

function showStep({ step, state, detail }: RevisionStep) {
  const { path, fault } = detailSchema.parse(detail ?? {})
  const probe = probeDetailSchema.safeParse(detail)
  return {
    step: STEPS.find((known) => known === step) ?? ('write' as const),
    state,
    path,
    probe: probe.success ? probe.data : null,
    fault: fault ?? null,
  }
}

/** What a change meant as it was kept with it; null for one of an earlier version of this console. */
export function keptMeaning(revision: Revision) {
  return summaryOf(revision).meaning
}

/** Null for a file that is not known any more. Passwords are hidden by `showDiff`. */
function showFile({ path, before, after }: RevisionFile) {
  const change = compareBytes(path, before, after)
  return change && showDiff(change)
}
