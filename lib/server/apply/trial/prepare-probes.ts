import type { FileBytes } from '@/lib/changes/apply'
import { listAssertions } from '@/lib/db/assertions'
import type { Records } from '@/lib/db/records'
import { readServer } from '@/lib/db/servers'
import type { MailRootStore } from '@/lib/mailroot/store'
import { type Reached, reachService } from '@/lib/probe'
import type { ServiceName, Services } from '@/lib/xmail/services'
import { chooseDomains } from '../../probe/choose-domains'
import { readAccounts } from '../../probe/read-finger-users'
import { servicesOf } from '../../services-of'
import { type Affected, affectedServices } from './affected-services'
import { makeProbes, type Probe } from './make-probes'
import type { ProbeAbout } from './probe'
import { showPlace } from './show-place'
import { readSides, type Sides } from './sides'

export interface TrialOrder {
  readonly serverId: string
  readonly revisionId: string
  readonly store: MailRootStore
  readonly files: readonly FileBytes[]
  /** Ends every wait; what is not known by then is held against nobody. */
  readonly signal?: AbortSignal
}

export interface Prepared {
  readonly probes: readonly Probe[]
  /** Null: nothing is to be tried, or the files cannot be read. */
  readonly sides: Sides | null
  /** Services that nobody answers at from here. */
  readonly unreached: readonly ProbeAbout[]
}

/** Where a service is, it answers by then; a port that a firewall swallows must not hold up every change. */
const REACH_MS = 5_000

const NOTHING: Prepared = { probes: [], sides: null, unreached: [] }

/** Finds out what is to be tried for a change, and connects once to each service that it is about. */
export async function prepareProbes(
  records: Records,
  { serverId, store, files }: TrialOrder,
  signal: AbortSignal,
): Promise<Prepared> {
  const affected = affectedServices(files.map(({ path }) => path))
  const server = await readServer(records, serverId)
  const names = [...new Set<ServiceName>([...affected.gates, ...affected.tls])]
  if (!server || names.length === 0) return NOTHING
  const { reached, unreached } = await reachAll(servicesOf(server), names, signal)
  if (reached.size === 0) return { ...NOTHING, unreached }
  const sides = await readSides(store, files, { signal })
  if (!sides.ok) return { ...NOTHING, unreached }
  const probes = makeProbes({
    affected,
    reached,
    domains: chooseDomains(sides.value.after),
    before: sides.value.before,
    accounts: await findAccounts(store, affected, signal),
    assertions: (await listAssertions(records, serverId)).map(({ assertion }) => assertion),
  })
  return { probes, sides: sides.value, unreached }
}

/** A service that a person has said cannot be reached from here is not missed. */
async function reachAll(services: Services, names: readonly ServiceName[], signal: AbortSignal) {
  const reached = new Map<ServiceName, Reached>()
  const unreached: ProbeAbout[] = []
  await Promise.all(
    names.map(async (service) => {
      const place = services[service]
      if (!place) return
      const found = await reachService(place, REACH_MS, signal)
      if (found.ok) reached.set(service, found.value)
      else unreached.push({ probe: 'reach', service, place: showPlace(place) })
    }),
  )
  return { reached, unreached }
}

/** One of so many mailboxes is tried: each that is looked at is a file of its own. */
const MAX_ACCOUNTS = 5

/** The first mailboxes of people. Empty: there is none, or mailusers.tab cannot be read. */
async function findAccounts(
  store: MailRootStore,
  { gates }: Affected,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (!gates.includes('smtp')) return []
  const accounts = await readAccounts(store, { signal })
  const people = accounts.ok ? accounts.value.filter(({ isList }) => !isList) : []
  return people.slice(0, MAX_ACCOUNTS).map(({ address }) => address)
}
