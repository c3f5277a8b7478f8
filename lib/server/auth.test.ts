import { getMigrations } from 'better-auth/db/migration'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { openTestContainer } from '@/test/support/open-test-container'
import { createPerson, hashPassword } from './create-person'
import { findPerson } from './find-person'

const person = { email: 'Aiko@mx.example', name: 'Aiko', password: 'tulip river forty9 bells' }

async function withPerson(origin?: string) {
  const container = await openTestContainer(origin)
  const passwordHash = await hashPassword(container.auth, person.password)
  const made = unwrap(await createPerson(container.auth, { ...person, role: 'helpdesk', passwordHash }))
  return { ...container, made }
}

async function signIn(auth: Awaited<ReturnType<typeof openTestContainer>>['auth']) {
  const response = await auth.api.signInEmail({
    body: { email: 'aiko@mx.example', password: person.password },
    asResponse: true,
  })
  const cookie = response.headers.getSetCookie()[0] ?? ''
  return { cookie, headers: new Headers({ cookie: cookie.split(';')[0] ?? '' }) }
}

describe('createAuth', () => {
  it('finds every table and column that it wants', async () => {
    const { auth } = await openTestContainer()
    const { toBeCreated, toBeAdded } = await getMigrations(auth.options)
    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
  })

  it('lets nobody sign up, neither by its API nor by its HTTP handler', async () => {
    const { auth, records } = await openTestContainer()
    await expect(
      auth.api.signUpEmail({ body: { ...person, role: 'owner' } as typeof person }),
    ).rejects.toThrow()
    const request = new Request('http://127.0.0.1:3000/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:3000' },
      body: JSON.stringify(person),
    })
    expect((await auth.handler(request)).status).toBeGreaterThanOrEqual(400)
    expect(await records.db.selectFrom('user').selectAll().execute()).toEqual([])
  })

  it('knows a person by the session cookie, with the role, and forgets at sign-out', async () => {
    const { auth, made, records } = await withPerson()
    expect(made).toMatchObject({ email: 'aiko@mx.example', role: 'helpdesk' })
    const { headers } = await signIn(auth)
    expect(await findPerson({ auth, records }, headers)).toEqual({ ...made, servers: {} })
    expect(await findPerson({ auth, records }, new Headers())).toBeNull()
    const forged = (headers.get('cookie') ?? '').replace(/=./, '=_')
    expect(await findPerson({ auth, records }, new Headers({ cookie: forged }))).toBeNull()
    await auth.api.signOut({ headers })
    expect(await findPerson({ auth, records }, headers)).toBeNull()
    expect(await records.db.selectFrom('session').selectAll().execute()).toEqual([])
  })

  it('takes a user with an unknown role for nobody', async () => {
    const { auth, made, records } = await withPerson()
    const { headers } = await signIn(auth)
    await records.db.updateTable('user').set({ role: 'root' }).where('id', '=', made.id).execute()
    expect(await findPerson({ auth, records }, headers)).toBeNull()
  })

  it('cannot be told a role by a person about themselves', async () => {
    const { auth, made, records } = await withPerson()
    const { headers } = await signIn(auth)
    const change = auth.api.updateUser({ headers, body: { name: 'X', role: 'owner' } as { name: string } })
    await change.catch(() => {})
    expect(await findPerson({ auth, records }, headers)).toMatchObject({ id: made.id, role: 'helpdesk' })
  })

  it('sends a cookie that scripts and other sites do not get, and over TLS only where there is TLS', async () => {
    const plain = await signIn((await withPerson()).auth)
    expect(plain.cookie).toMatch(/^mailroot\.session_token=/)
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(plain.cookie).toContain(flag)
    expect(plain.cookie).not.toContain('Secure')
    const secure = await signIn((await withPerson('https://mx.example')).auth)
    expect(secure.cookie).toMatch(/^__Secure-mailroot\.session_token=.*Secure/)
  })

  it('stores no password that could be read', async () => {
    const { records } = await withPerson()
    const rows = await records.db.selectFrom('account').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('tulip')
  })
})

describe('createPerson', () => {
  it('refuses an address that is taken, in whatever case, and makes nothing', async () => {
    const { auth, records } = await withPerson()
    const again = await createPerson(auth, {
      ...person,
      email: 'AIKO@MX.example',
      role: 'owner',
      passwordHash: 'x',
    })
    expect(again).toEqual({ ok: false, error: { code: 'NAME_TAKEN', field: 'email' } })
    expect(await records.db.selectFrom('account').selectAll().execute()).toHaveLength(1)
  })
})
