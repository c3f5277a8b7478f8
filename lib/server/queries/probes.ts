import 'server-only'
import { readServer } from '@/lib/db/servers'
import { can } from '@/lib/people/roles'
import type { ServiceAddress, ServiceName } from '@/lib/xmail/services'
import { getContainer } from '../container'
import { getJobs } from '../probe/get-jobs'
import type { Job, JobKind } from '../probe/jobs'
import { requirePermission } from '../require-permission'
import { servicesOf } from '../services-of'

export interface ProbePage<Kind extends JobKind> {
  /** Null: a person has said that it cannot be reached from here. */
  readonly place: ServiceAddress | null
  /** The last one, running or over. */
  readonly job: Job<Kind> | null
  readonly mayProbe: boolean
}

/** What a page that tries a service starts with; null: there is no such server. Nothing is tried by it. */
export async function readProbePage<Kind extends JobKind>(
  serverId: string,
  service: ServiceName,
  kind: Kind,
): Promise<ProbePage<Kind> | null> {
  const person = await requirePermission('server.read', serverId)
  const { records } = await getContainer()
  const server = await readServer(records, serverId)
  if (!server) return null
  const jobs = await getJobs()
  return {
    place: servicesOf(server)[service],
    job: jobs.find(serverId, kind),
    mayProbe: can(person.role, 'draft.edit'),
  }
}
