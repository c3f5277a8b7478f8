import { beforeEach, describe, expect, it } from 'vitest'
import { declineOffer, listOffers, markDraft } from '@/lib/db/draft-offers'
import { writeDraft } from '@/lib/db/drafts'
import { listPeople } from '@/lib/db/people'
import { readServerRoles } from '@/lib/db/server-roles'
import { unwrap } from '@/lib/errors'
import type { NewPersonInput } from '@/lib/people/people-schema'
import type { Person } from '@/lib/people/person'
import type { Role } from '@/lib/people/roles'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { findPerson } from '../find-person'
import { signInWith } from '../sign-in'
import {
  addPerson,
  changePersonRoles,
  endPersonSessions,
  removePerson,
  resetPerson,
  suspendPerson,
} from './manage-people'
import { findLinkPerson, setPasswordByLink } from './one-time-link'

const PASSWORD = 'tulip river forty9 bells'
const code = (name: string) => ({ ok: false, error: expect.objectContaining({ code: name }) })

let test: TestWorld
let world: TestWorld & { env: { origin: string } } & Parameters<typeof addPerson>[0]
let owner: Person

beforeEach(async () => {
  test = await openTestWorld()
  owner = test.owner
  world = { ...test, now: Date.now, env: { origin: 'http://127.0.0.1:3000' } } as typeof world
})

const hanako: NewPersonInput = { name: 'Hanako', email: 'Hanako@mx.example', role: 'by-server', servers: {} }
const as = (role: Role): Person => ({ ...owner, id: `another ${role}`, role })
const tokenOf = ({ url }: { url: string }) => new URL(url).searchParams.get('token') ?? ''
const add = async (input: Partial<NewPersonInput> = {}) =>
  unwrap(await addPerson(world, owner, { ...hanako, ...input }))
const signIn = (password = PASSWORD) =>
  signInWith(
    test,
    { email: 'hanako@mx.example', password },
    { headers: new Headers(), address: '192.0.2.7', browser: null },
  )

async function headersOf(): Promise<Headers> {
  const body = { email: 'hanako@mx.example', password: PASSWORD }
  const response = await test.auth.api.signInEmail({ body, asResponse: true })
  return new Headers({ cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' })
}

describe('somebody who was added', () => {
  it('sets a password by the link, once, and is then who they were made', async () => {
    const made = await add({ servers: { [test.serverId]: 'helpdesk', gone: 'administrator' } })
    expect(await signIn()).toEqual(code('SIGN_IN_FAILED'))
    const token = tokenOf(made)
    expect(await findLinkPerson(world, token)).toMatchObject({ name: 'Hanako', hasPassword: false })
    expect(await setPasswordByLink(world, { token, password: 'hanakohanako' })).toEqual(
      code('PASSWORD_TOO_WEAK'),
    )
    expect((await setPasswordByLink(world, { token, password: PASSWORD })).ok).toBe(true)
    expect(await setPasswordByLink(world, { token, password: `${PASSWORD} 2` })).toEqual(code('LINK_INVALID'))
    expect((await signIn()).ok).toBe(true)
    expect(await findPerson(test, await headersOf())).toEqual({
      ...{ id: made.id, name: 'Hanako', email: 'hanako@mx.example', role: 'by-server' },
      servers: { [test.serverId]: 'helpdesk' },
    })
    expect((await listPeople(test.records)).find(({ id }) => id === made.id)?.lastSignIn).toBe(
      test.records.now(),
    )
  })

  it('cannot be found by the link of a stolen database, nor after its time, nor by an older link', async () => {
    const first = await add()
    const rows = await test.records.db.selectFrom('verification').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(tokenOf(first))
    const second = unwrap(await resetPerson(world, owner, first.id))
    expect(await findLinkPerson(world, tokenOf(first))).toBeNull()
    expect(await findLinkPerson(world, tokenOf(second))).not.toBeNull()
    expect(await findLinkPerson({ ...world, now: () => second.expiresAt }, tokenOf(second))).toBeNull()
    expect(await findLinkPerson(world, 'guessed')).toBeNull()
  })

  it('has an address of their own', async () => {
    await add()
    expect(await addPerson(world, owner, hanako)).toEqual(code('NAME_TAKEN'))
  })
})

describe('the rules', () => {
  it('let only owners make, change, suspend, reset and remove owners', async () => {
    const admin = as('administrator')
    const other = await add({ role: 'owner' })
    expect(await addPerson(world, admin, { ...hanako, email: 'x@mx.example', role: 'owner' })).toEqual(
      code('FORBIDDEN'),
    )
    for (const tried of [
      changePersonRoles(world, admin, other.id, { role: 'helpdesk', servers: {} }),
      changePersonRoles(world, admin, test.helpdesk.id, { role: 'owner', servers: {} }),
      suspendPerson(world, admin, other.id, true),
      endPersonSessions(world, admin, other.id),
      resetPerson(world, admin, other.id),
      removePerson(world, admin, other.id, []),
    ])
      expect(await tried).toEqual(code('FORBIDDEN'))
    expect((await changePersonRoles(world, owner, other.id, { role: 'auditor', servers: {} })).ok).toBe(true)
  })

  it('let nobody do it to themselves', async () => {
    for (const tried of [
      changePersonRoles(world, owner, owner.id, { role: 'administrator', servers: {} }),
      suspendPerson(world, owner, owner.id, true),
      removePerson(world, owner, owner.id, []),
      resetPerson(world, owner, owner.id),
    ])
      expect(await tried).toEqual(code('NOT_ONESELF'))
  })

  it('leave an owner who can sign in, also when two lower each other at one moment', async () => {
    const second = await add({ role: 'owner' })
    const other = { ...owner, id: second.id }
    const lowered = await Promise.all([
      changePersonRoles(world, owner, second.id, { role: 'helpdesk', servers: {} }),
      removePerson(world, other, owner.id, []),
    ])
    expect(lowered.filter(({ ok }) => ok)).toHaveLength(1)
    expect(lowered).toContainEqual(code('LAST_OWNER'))
    const third = await add({ role: 'owner', email: 'third@mx.example' })
    const left = (await listPeople(test.records)).find(({ role, id }) => role === 'owner' && id !== third.id)
    expect((await suspendPerson(world, as('owner'), third.id, true)).ok).toBe(true)
    expect(await suspendPerson(world, as('owner'), left?.id ?? '', true)).toEqual(code('LAST_OWNER'))
  })

  it('let helpdesk and auditors manage nobody', async () => {
    for (const role of ['helpdesk', 'auditor', 'by-server'] as const)
      expect(await resetPerson(world, as(role), test.helpdesk.id)).toEqual(code('FORBIDDEN'))
  })
})

describe('an account', () => {
  it('that is suspended signs in nowhere, has no session and no link, until it is taken back', async () => {
    const made = await add()
    unwrap(await setPasswordByLink(world, { token: tokenOf(made), password: PASSWORD }))
    const headers = await headersOf()
    const link = unwrap(await resetPerson(world, owner, made.id))
    unwrap(await suspendPerson(world, owner, made.id, true))
    expect(await findPerson(test, headers)).toBeNull()
    expect(await signIn()).toEqual(code('SIGN_IN_FAILED'))
    expect(await findLinkPerson(world, tokenOf(link))).toBeNull()
    expect(await resetPerson(world, owner, made.id)).toEqual(code('NOT_FOUND'))
    unwrap(await suspendPerson(world, owner, made.id, false))
    expect((await signIn()).ok).toBe(true)
  })

  it('changes at once for whoever is signed in', async () => {
    const made = await add({ servers: { [test.serverId]: 'helpdesk' } })
    unwrap(await setPasswordByLink(world, { token: tokenOf(made), password: PASSWORD }))
    const headers = await headersOf()
    unwrap(await changePersonRoles(world, owner, made.id, { role: 'by-server', servers: {} }))
    expect(await findPerson(test, headers)).toMatchObject({ role: 'by-server', servers: {} })
    unwrap(await changePersonRoles(world, owner, made.id, { role: 'auditor', servers: { x: 'helpdesk' } }))
    expect(await findPerson(test, headers)).toMatchObject({ role: 'auditor' })
    expect(await readServerRoles(test.records, made.id)).toEqual({})
    unwrap(await endPersonSessions(world, owner, made.id))
    expect(await findPerson(test, headers)).toBeNull()
  })

  it('that is removed leaves its drafts to whom was said, with its name', async () => {
    const made = await add({ role: 'helpdesk' })
    const draft = { serverId: test.serverId, userId: made.id, base: {}, edits: [], expectedVersion: 0 }
    unwrap(await writeDraft(test.records, draft))
    expect(await removePerson(world, owner, made.id, [])).toEqual(code('DRAFTS_OPEN'))
    const to = (id: string | null) => [{ server: test.serverId, to: id }]
    expect(await removePerson(world, owner, made.id, to('nobody'))).toEqual(code('NOT_FOUND'))
    unwrap(await removePerson(world, owner, made.id, to(test.helpdesk.id)))
    const rows = await test.records.db.selectFrom('draft').selectAll().execute()
    expect(rows).toMatchObject([{ user_id: made.id, offered_to: test.helpdesk.id, name: 'Hanako' }])
    expect((await listPeople(test.records)).map(({ id }) => id)).not.toContain(made.id)
    const offer = { serverId: test.serverId, userId: made.id }
    expect(await listOffers(test.records, test.serverId, test.helpdesk.id)).toMatchObject([
      { fromName: null, name: 'Hanako' },
    ])
    unwrap(await declineOffer(test.records, offer, test.helpdesk.id))
    expect(await test.records.db.selectFrom('draft').selectAll().execute()).toEqual([])
  })

  it('that is removed takes its drafts with it where that was said', async () => {
    const made = await add({ role: 'helpdesk' })
    const of = { serverId: test.serverId, userId: made.id }
    unwrap(await writeDraft(test.records, { ...of, base: {}, edits: [], expectedVersion: 0 }))
    await markDraft(test.records, of, { name: 'Monday' })
    unwrap(await removePerson(world, owner, made.id, [{ server: test.serverId, to: null }]))
    expect(await test.records.db.selectFrom('draft').selectAll().execute()).toEqual([])
  })
})
