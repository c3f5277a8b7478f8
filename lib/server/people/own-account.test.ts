import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { openTestContainer } from '@/test/support/open-test-container'
import { createPerson, hashPassword } from '../create-person'
import { findPerson } from '../find-person'
import { changeOwnPassword, endOtherSessions, endOwnSession, listOwnSessions } from './own-account'

const person = { email: 'aiko@mx.example', name: 'Aiko', role: 'helpdesk' } as const
const PASSWORD = 'tulip river forty9 bells'

async function openWorld() {
  const container = await openTestContainer()
  const { auth } = container
  const passwordHash = await hashPassword(auth, PASSWORD)
  const made = unwrap(await createPerson(auth, { ...person, passwordHash }))
  const signIn = async (agent: string, password = PASSWORD) => {
    const headers = new Headers({ 'user-agent': agent, 'x-forwarded-for': '192.0.2.7' })
    const body = { email: person.email, password }
    const response = await auth.api.signInEmail({ body, headers, asResponse: true })
    return new Headers({ cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' })
  }
  return { ...container, made, signIn }
}

describe('one’s own sessions', () => {
  it('are listed without anything that could be used to sign in', async () => {
    const world = await openWorld()
    const here = await world.signIn('Firefox/140')
    await world.signIn('Chrome/140')
    const sessions = await listOwnSessions(world, here)
    expect(sessions.map(({ agent, isThis }) => [agent, isThis]).sort()).toEqual([
      ['Chrome/140', false],
      ['Firefox/140', true],
    ])
    const tokens = await world.records.db.selectFrom('session').select('token').execute()
    for (const { token } of tokens) expect(JSON.stringify(sessions)).not.toContain(token)
  })

  it('end one by one, and nobody else’s', async () => {
    const world = await openWorld()
    const [here, there] = [await world.signIn('a'), await world.signIn('b')]
    const other = (await listOwnSessions(world, here)).find(({ isThis }) => !isThis)
    expect(await endOwnSession(world, here, 'of somebody else')).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
    unwrap(await endOwnSession(world, here, other?.id ?? ''))
    expect(await findPerson(world, there)).toBeNull()
    expect(await findPerson(world, here)).toMatchObject({ id: world.made.id })
    const again = await world.signIn('c')
    unwrap(await endOtherSessions(world, here))
    expect(await findPerson(world, again)).toBeNull()
  })
})

describe('one’s own password', () => {
  it('changes for who knows the present one, and ends the other sessions', async () => {
    const world = await openWorld()
    const [here, there] = [await world.signIn('a'), await world.signIn('b')]
    const change = (current: string, password: string) =>
      changeOwnPassword(world, world.made, here, { current, password })
    expect(await change('wrong', 'green lamp seven tables')).toMatchObject({
      error: { code: 'PASSWORD_WRONG', field: 'current' },
    })
    expect(await change(PASSWORD, 'aikoaikoaiko')).toMatchObject({ error: { code: 'PASSWORD_TOO_WEAK' } })
    unwrap(await change(PASSWORD, 'green lamp seven tables'))
    expect(await findPerson(world, there)).toBeNull()
    await expect(world.signIn('c')).resolves.toSatisfy((headers: Headers) => headers.get('cookie') === '')
    expect(await findPerson(world, await world.signIn('c', 'green lamp seven tables'))).not.toBeNull()
  })

  it('is not guessed with somebody’s open browser any faster than at the sign-in', async () => {
    const world = await openWorld()
    const here = await world.signIn('a')
    const input = { current: 'wrong', password: 'green lamp seven tables' }
    expect(await changeOwnPassword(world, world.made, here, input)).toMatchObject({
      error: { code: 'PASSWORD_WRONG' },
    })
    while (world.limits.signInHere.take(`own ${world.made.id}`).ok);
    expect(await changeOwnPassword(world, world.made, here, { ...input, current: PASSWORD })).toMatchObject({
      error: { code: 'RATE_LIMITED' },
    })
  })
})
