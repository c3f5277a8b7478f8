import 'server-only'
import { findStoredPerson, listPeople, type StoredPerson } from '@/lib/db/people'
import { listServerRoles } from '@/lib/db/server-roles'
import { listServers } from '@/lib/db/servers'
import { checkPeopleRule } from '@/lib/people/check-people-rule'
import type { Person } from '@/lib/people/person'
import { can, ROLES } from '@/lib/people/roles'
import { getContainer } from '../container'
import { listTakers } from '../draft/list-takers'
import { listOpenDrafts } from '../people/manage-people'
import { requirePermission } from '../require-permission'

/** Everybody who has an account, and what the form for another one offers. */
export async function readPeople() {
  const person = await requirePermission('people.manage')
  const { records } = await getContainer()
  const byServer = await listServerRoles(records)
  const people = await listPeople(records)
  return {
    people: people.map((each) => ({ ...showPerson(each, person), servers: byServer.get(each.id) ?? {} })),
    ...(await readOffered(person)),
  }
}

/** One of them, with what a removal has to decide. Null: there is nobody with this id. */
export async function readPersonPage(personId: string) {
  const person = await requirePermission('people.manage')
  const { records } = await getContainer()
  const found = await findStoredPerson(records, personId)
  if (!found) return null
  const offered = await readOffered(person)
  const drafts = []
  for (const { server, name } of await listOpenDrafts(records, personId)) {
    const serverName = offered.servers.find(({ id }) => id === server)?.name ?? ''
    drafts.push({ server, serverName, name, takers: await listTakers(records, server, personId) })
  }
  const servers = (await listServerRoles(records)).get(personId) ?? {}
  return { person: { ...showPerson(found, person), servers }, drafts, ...offered }
}

function showPerson({ hasPassword, isSuspended, ...shown }: StoredPerson, viewer: Person) {
  const state = isSuspended ? 'suspended' : hasPassword ? 'active' : 'invited'
  const isSelf = shown.id === viewer.id
  return {
    ...shown,
    state: state as 'active' | 'invited' | 'suspended',
    isSelf,
    mayChange: checkPeopleRule(viewer, shown).ok,
  }
}

/** Roles that this person may give, and the servers that there are. */
async function readOffered(person: Person) {
  const { records } = await getContainer()
  const servers = (await listServers(records)).map(({ id, name }) => ({ id, name }))
  const roles = ROLES.filter((role) => role !== 'owner' || can(person.role, 'owners.manage'))
  return { servers, roles }
}
