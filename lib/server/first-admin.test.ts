import { describe, expect, it } from 'vitest'
import { openTestContainer } from '@/test/support/open-test-container'
import { completeSetup, needsSetup, offerSetup } from './first-admin'

const input = { email: 'aiko@mx.example', name: 'Aiko', password: 'tulip river forty9 bells' }

async function offered() {
  const container = await openTestContainer()
  const token = await offerSetup(container)
  if (token === null) throw new Error('no token')
  return { container, token }
}

describe('the first administrator', () => {
  it('is made with the token, becomes the owner, and spends it', async () => {
    const { container, token } = await offered()
    expect(await needsSetup(container)).toBe(true)
    expect(await completeSetup(container, { ...input, token })).toMatchObject({
      ok: true,
      value: { email: input.email, role: 'owner' },
    })
    expect(await needsSetup(container)).toBe(false)
    expect(await completeSetup(container, { ...input, email: 'b@mx.example', token })).toMatchObject({
      error: { code: 'SETUP_DONE' },
    })
    expect(await offerSetup(container)).toBeNull()
  })

  it('is one, however many try at once with the right token', async () => {
    const { container, token } = await offered()
    const tries = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        completeSetup(container, { ...input, email: `p${i}@mx.example`, token }),
      ),
    )
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    expect(tries.filter((t) => !t.ok && t.error.code === 'SETUP_DONE')).toHaveLength(5)
    expect(await container.records.db.selectFrom('user').selectAll().execute()).toHaveLength(1)
  })

  it('is not made with any other token, nor with the one of an earlier start', async () => {
    const { container, token: early } = await offered()
    const late = await offerSetup(container)
    for (const token of ['x', early, `${late} `, late?.slice(1) ?? '']) {
      expect(await completeSetup(container, { ...input, token })).toEqual({
        ok: false,
        error: { code: 'SETUP_TOKEN_WRONG', field: 'token' },
      })
    }
    expect((await completeSetup(container, { ...input, token: late ?? '' })).ok).toBe(true)
  })

  it('keeps the token when the password is weak', async () => {
    const { container, token } = await offered()
    expect(await completeSetup(container, { ...input, password: 'aiko12345678', token })).toMatchObject({
      error: { code: 'PASSWORD_TOO_WEAK', field: 'password' },
    })
    expect((await completeSetup(container, { ...input, token })).ok).toBe(true)
  })

  it('gets the token back when the account cannot be written', async () => {
    const { container, token } = await offered()
    const { adapter } = await container.auth.$context
    const transaction = adapter.transaction
    adapter.transaction = async () => {
      throw new Error('disk full')
    }
    await expect(completeSetup(container, { ...input, token })).rejects.toThrow('disk full')
    adapter.transaction = transaction
    expect((await completeSetup(container, { ...input, token })).ok).toBe(true)
  })

  it('cannot be guessed quickly, and no token is stored as it is', async () => {
    const { container, token } = await offered()
    expect(token.length).toBe(32)
    const settings = await container.records.db.selectFrom('setting').selectAll().execute()
    expect(JSON.stringify(settings)).not.toContain(token)
    for (let i = 0; i < 10; i++) await completeSetup(container, { ...input, token: 'x' })
    expect(await completeSetup(container, { ...input, token: 'x' })).toMatchObject({
      error: { code: 'RATE_LIMITED', details: { seconds: 5 } },
    })
  })
})
