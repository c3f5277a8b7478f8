import { beforeEach, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { createPerson, hashPassword } from './create-person'
import { openTestContainer, type TestContainer } from './open-test-container'
import { signInWith } from './sign-in'

const email = 'aiko@mx.example'
const password = 'tulip river forty9 bells'
const failed = { ok: false, error: { code: 'SIGN_IN_FAILED' } }
let container: TestContainer

beforeEach(async () => {
  container = await openTestContainer()
  const passwordHash = await hashPassword(container.auth, password)
  unwrap(await createPerson(container.auth, { email, name: 'Aiko', role: 'owner', passwordHash }))
})

const tryWith = (input: { email: string; password: string }, address = '192.0.2.7') =>
  signInWith(container, input, { headers: new Headers(), address })

describe('signInWith', () => {
  it('makes a session for the right password, however the address is written', async () => {
    expect(await tryWith({ email: 'Aiko@MX.example', password })).toEqual({ ok: true, value: null })
    expect(await container.records.db.selectFrom('session').selectAll().execute()).toHaveLength(1)
  })

  it('answers a wrong name and a wrong password alike, after like work', async () => {
    const timed = async (input: { email: string; password: string }) => {
      const began = performance.now()
      expect(await tryWith(input, String(Math.random()))).toEqual(failed)
      return performance.now() - began
    }
    await timed({ email, password: 'warm-up' })
    let known = 0
    let unknown = 0
    for (let i = 0; i < 5; i++) {
      known += await timed({ email, password: 'wrong password' })
      unknown += await timed({ email: `nobody${i}@mx.example`, password: 'wrong password' })
    }
    // Hashing is nearly all of the time; without it an unknown name would be answered many times as fast.
    expect(unknown / known).toBeGreaterThan(0.4)
    expect(unknown / known).toBeLessThan(2.5)
  })

  it('gives no other answer to what is too long or no address', async () => {
    expect(await tryWith({ email, password: 'x'.repeat(1000) })).toEqual(failed)
    expect(await tryWith({ email: 'nonsense', password })).toEqual(failed)
  })

  it('slows down a guesser, and nobody at another address', async () => {
    const wrong = { email, password: 'wrong' }
    for (let i = 0; i < 6; i++) expect(await tryWith(wrong)).toEqual(failed)
    expect(await tryWith({ email, password })).toMatchObject({
      error: { code: 'RATE_LIMITED', details: { seconds: 20 } },
    })
    expect((await tryWith({ email, password }, '198.51.100.1')).ok).toBe(true)
    container.records.setNow(1_000_000 + 20_000)
    expect((await tryWith({ email, password })).ok).toBe(true)
  })

  it('slows down a guesser with many addresses too', async () => {
    const codes: string[] = []
    for (let i = 0; i < 62; i++) {
      const { limits } = container
      const result = await signInWith(
        { auth: { api: { signInEmail: async () => ({}) } } as unknown as TestContainer['auth'], limits },
        { email, password: 'x' },
        { headers: new Headers(), address: `192.0.2.${i}` },
      )
      codes.push(result.ok ? 'ok' : result.error.code)
    }
    expect(codes.slice(0, 60)).toEqual(Array(60).fill('ok'))
    expect(codes.slice(60)).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
  })

  it('writes no password to the log', async () => {
    await tryWith({ email, password: 'Canary-pass' })
    await tryWith({ email: 'nobody@mx.example', password: 'Canary-pass' })
    expect(container.logged.join()).not.toContain('Canary')
  })
})
