import 'server-only'
import { z } from 'zod'
import { readServer } from '@/lib/db/servers'
import { err, ok, type Result } from '@/lib/errors'
import { probeFinger } from '@/lib/probe'
import type { ServiceAddress, ServiceName } from '@/lib/xmail/services'
import { action } from '../action'
import { getContainer } from '../container'
import { servicesOf } from '../services-of'
import { getJobs } from './get-jobs'
import { NO_FINGER_USERS, readAccounts, readFingerUsers } from './read-finger-users'
import { testRelay } from './test-relay'

const input = z.object({ serverId: z.string().min(1).max(100) })
const FINGER_MS = 10_000

/** Begins the open-relay test; the page that shows it is asked again until it has ended. */
export const startRelayTest = action({
  input,
  can: 'draft.edit',
  name: 'probe.open-relay',
  run: async ({ input: { serverId }, actor }) => {
    const world = await openWorld(serverId, 'smtp')
    if (!world.ok) return world
    const { place, store, jobs } = world.value
    const initial = { place, sources: [], total: 0, results: [] }
    const begun = jobs.start({
      serverId,
      kind: 'open-relay',
      startedBy: actor.name,
      initial,
      run: (work) => testRelay({ place, store, ...work }),
    })
    return begun.ok ? ok(null) : begun
  },
})

/** Asks the FINGER port once, for the first user of the server: what it says to us it says to everybody it lets in. */
export const proveFinger = action({
  input,
  can: 'draft.edit',
  name: 'probe.finger',
  run: async ({ input: { serverId }, actor }) => {
    const world = await openWorld(serverId, 'finger')
    if (!world.ok) return world
    const { place, store, jobs } = world.value
    const begun = jobs.start({
      serverId,
      kind: 'finger',
      startedBy: actor.name,
      initial: { query: '', state: null },
      run: async ({ signal, report }) => {
        const accounts = await readAccounts(store, { signal })
        const query = (accounts.ok && accounts.value.find(({ isList }) => !isList)?.address) || ''
        report({ query, state: await probeFinger({ place, query, timeoutMs: FINGER_MS, signal }) })
        return null
      },
    })
    if (!begun.ok) return begun
    await begun.value.ended
    return ok(null)
  },
})

/** Reads what FINGER shows of the next users of mailusers.tab. */
export const readMoreFingerUsers = action({
  input: input.extend({ afresh: z.boolean() }),
  can: 'server.read',
  name: 'probe.finger-users',
  run: async ({ input: { serverId, afresh }, actor }) => {
    const { stores } = await getContainer()
    const store = await stores.storeFor(serverId)
    if (!store.ok) return store
    const jobs = await getJobs()
    const before = afresh ? null : jobs.find(serverId, 'finger-users')
    const initial = before?.result ?? NO_FINGER_USERS
    const begun = jobs.start({
      serverId,
      kind: 'finger-users',
      startedBy: actor.name,
      initial,
      run: (work) => readFingerUsers({ store: store.value, known: initial.users, ...work }),
    })
    return begun.ok ? ok(null) : begun
  },
})

export const cancelProbe = action({
  input: input.extend({ kind: z.enum(['open-relay', 'finger', 'finger-users']) }),
  can: 'draft.edit',
  name: 'probe.cancel',
  run: async ({ input: { serverId, kind } }) => {
    const jobs = await getJobs()
    return jobs.cancel(serverId, kind) ? ok(null) : err('NOT_FOUND')
  },
})

async function openWorld(serverId: string, service: ServiceName) {
  const { records, stores } = await getContainer()
  const server = await readServer(records, serverId)
  if (!server) return err('NOT_FOUND')
  const place: Result<ServiceAddress> = placeOf(servicesOf(server)[service], service)
  if (!place.ok) return place
  const store = await stores.storeFor(serverId)
  return store.ok ? ok({ place: place.value, store: store.value, jobs: await getJobs() }) : store
}

/** Only where its settings say that it is: a probe that could be sent anywhere would be a tool against others. */
function placeOf(place: ServiceAddress | null, service: ServiceName): Result<ServiceAddress> {
  return place ? ok(place) : err('SERVICE_NOT_FROM_HERE', { service: service.toUpperCase() })
}
