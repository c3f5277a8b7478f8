import { describeMeaning } from '@/lib/changes/meaning'
import { openDocument, planChange } from '@/lib/changes/plan'
import { hasDoubt } from '@/lib/db/revisions'
import { type Fault, fault } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import type { Document } from '@/lib/xmail/tab'
import { endOfRow, type RelayRow, readRelay } from '@/lib/xmail/tables'
import { beginChange } from '../apply/begin-change'
import { dayOf } from '../console-day'
import type { Container } from '../container'

/** By whom a Revision is that nobody asked for at that moment. No person has this id. */
export const CONSOLE = { id: 'console', name: 'Mailroot Console' } as const

/** A row that was removed because its last day is over, as the Revision keeps it. */
export interface EndedRow {
  readonly network: string
  readonly until: string
}

export type EndedWorld = Pick<Container, 'records' | 'stores' | 'log' | 'now'>

const PATH = mailRootPath('smtprelay.tab')

/** `postponed`: nothing was tried, for this reason. `failed`: history has what was tried. */
export type Removal =
  | { readonly state: 'nothing' }
  | { readonly state: 'removed'; readonly rows: readonly EndedRow[] }
  | { readonly state: 'postponed' | 'failed'; readonly fault: Fault }

/**
 * Removes the relay rows of a server whose last day is over, by an ordinary change that history shows. Postponed while a
 * change runs, while it is not known what an earlier one left, and while the file cannot be read or written.
 */
export async function removeEndedRows(world: EndedWorld, serverId: string): Promise<Removal> {
  const { records, stores, now } = world
  if (await hasDoubt(records, serverId)) return postpone(fault('IN_DOUBT', { path: PATH }))
  const store = await stores.storeFor(serverId)
  if (!store.ok) return postpone(store.error)
  const snapshot = await store.value.readSnapshot([PATH])
  if (!snapshot.ok) return postpone(snapshot.error)
  const document = openDocument(snapshot.value.files.get(PATH), PATH)
  if (!document.ok) return postpone(document.error)
  const { refs, rows } = findEnded(document.value, dayOf(now()))
  if (rows.length === 0) return { state: 'nothing' }
  const plan = planChange(snapshot.value, [{ table: 'smtprelay', path: PATH, op: 'remove', rows: refs }])
  if (!plan.ok) return postpone(plan.error)
  const begun = await beginChange(world, {
    serverId,
    actor: CONSOLE,
    origin: 'console',
    reason: '',
    summary: { paths: [PATH], meaning: describeMeaning(plan.value), ended: rows },
    plan: plan.value,
    store: store.value,
  })
  if (!begun.ok) return postpone(begun.error)
  const outcome = await begun.value.ended
  return outcome.state === 'applied' ? { state: 'removed', rows } : { state: 'failed', fault: outcome.fault }
}

function postpone(fault: Fault): Removal {
  return { state: 'postponed', fault }
}

function findEnded(doc: Document, today: string) {
  const over = readRelay(doc).flatMap((row) => {
    const { kind, until } = endOfRow(row, today)
    return kind === 'over' ? [{ row, until }] : []
  })
  return {
    refs: over.map(({ row: { line, was } }) => ({ line, was })),
    rows: over.map(({ row, until }): EndedRow => ({ network: nameOf(row), until })),
  }
}

function nameOf({ cidr, address, netmask, was }: RelayRow): string {
  return cidr ?? (address && netmask ? `${address} ${netmask}` : was.slice(0, 100))
}
