import { beforeEach, describe, expect, it, vi } from 'vitest'
import { unwrap } from '@/lib/errors'
import { openTestContainer, type TestContainer } from '@/test/support/open-test-container'
import { createPerson, hashPassword } from './create-person'
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

const tryWith = (
  input: { email: string; password: string },
  address = '192.0.2.7',
  browser: string | null = null,
) => signInWith(container, input, { headers: new Headers(), address, browser })

/** Tries that better-auth would let pass, without the time that hashing takes. */
function tryWithoutHashing() {
  const auth = {
    ...container.auth,
    api: { signInEmail: async () => ({}) },
  } as unknown as TestContainer['auth']
  return async (address: string) => {
    const result = await signInWith(
      { ...container, auth },
      { email, password },
      { headers: new Headers(), address, browser: null },
    )
    return result.ok ? 'ok' : result.error.code
  }
}

describe('signInWith', () => {
  it('makes a session for the right password, however the address is written', async () => {
    expect(await tryWith({ email: 'Aiko@MX.example', password })).toMatchObject({ ok: true })
    expect(await container.records.db.selectFrom('session').selectAll().execute()).toHaveLength(1)
  })

  it('answers a wrong name and a wrong password alike, after like work', async () => {
    const { password: hashes } = await container.auth.$context
    const hash = vi.spyOn(hashes, 'hash')
    const verify = vi.spyOn(hashes, 'verify')
    const workOf = async (input: { email: string; password: string }) => {
      expect(await tryWith(input)).toEqual(failed)
      const calls = hash.mock.calls.length + verify.mock.calls.length
      hash.mockClear()
      verify.mockClear()
      return calls
    }
    // Hashing is nearly all of the time; without it an unknown name would be answered many times as fast.
    expect(await workOf({ email, password: 'wrong password' })).toBe(1)
    expect(await workOf({ email: 'nobody@mx.example', password: 'wrong password' })).toBe(1)
  })

  it('gives no other answer to what is too long or no address', async () => {
    expect(await tryWith({ email, password: 'x'.repeat(1000) })).toEqual(failed)
    expect(await tryWith({ email: 'nonsense', password })).toEqual(failed)
  })

  it('slows down a guesser, and nobody at another address', async () => {
    const anyTry = tryWithoutHashing()
    for (let i = 0; i < 6; i++) expect(await anyTry('192.0.2.7')).toBe('ok')
    expect(await tryWith({ email, password })).toEqual({
      ok: false,
      error: { code: 'RATE_LIMITED', details: { seconds: 20 } },
    })
    expect((await tryWith({ email, password }, '198.51.100.1')).ok).toBe(true)
    container.records.setNow(1_000_000 + 20_000)
    expect((await tryWith({ email, password })).ok).toBe(true)
  })

  it('slows down a guesser with many addresses too', async () => {
    const anyTry = tryWithoutHashing()
    for (let i = 0; i < 60; i++) expect(await anyTry(`192.0.2.${i}`)).toBe('ok')
    expect(await anyTry('198.51.100.1')).toBe('RATE_LIMITED')
  })

  it('slows down who tries many accounts from one address, by each account first', async () => {
    const anyTry = tryWithoutHashing()
    const spray = async (n: number) => {
      const auth = {
        ...container.auth,
        api: { signInEmail: async () => ({}) },
      } as unknown as TestContainer['auth']
      const input = { email: `p${n}@mx.example`, password }
      const request = { headers: new Headers(), address: '192.0.2.7', browser: null }
      const result = await signInWith({ ...container, auth }, input, request)
      return result.ok ? 'ok' : result.error.code
    }
    // One account, hammered: it costs the others behind the address no more than its six tries.
    for (let i = 0; i < 40; i++) await anyTry('192.0.2.7')
    for (let i = 0; i < 24; i++) expect(await spray(i)).toBe('ok')
    expect(await spray(24)).toBe('RATE_LIMITED')
    expect(await anyTry('198.51.100.1')).toBe('ok')
  })

  it('lets in a browser that has signed in before, however much strangers guess', async () => {
    const first = unwrap(await tryWith({ email, password }))
    expect(first.browser).not.toBeNull()
    while (container.limits.signInAnywhere.take(email).ok);
    while (container.limits.signInAddress.take('192.0.2.7').ok);
    expect(await tryWith({ email, password })).toMatchObject({ error: { code: 'RATE_LIMITED' } })
    expect(await tryWith({ email, password }, '192.0.2.7', first.browser)).toEqual({
      ok: true,
      value: { browser: null },
    })
    expect(await tryWith({ email, password }, '192.0.2.7', 'made up')).toMatchObject({
      error: { code: 'RATE_LIMITED' },
    })
  })

  it('gives a browser nothing for another account, and no more tries for its own than any', async () => {
    const { browser } = unwrap(await tryWith({ email, password }))
    while (container.limits.signInAddress.take('192.0.2.7').ok);
    // The same for a name that nobody has.
    for (const other of ['other@mx.example', 'nobody@mx.example'])
      expect(await tryWith({ email: other, password }, '192.0.2.7', browser)).toMatchObject({
        error: { code: 'RATE_LIMITED' },
      })
    while (container.limits.signInKnown.take(`${browser} ${email}`).ok);
    expect(await tryWith({ email, password }, '192.0.2.7', browser)).toMatchObject({
      error: { code: 'RATE_LIMITED' },
    })
  })

  it('keeps of a browser’s token nothing that could be used', async () => {
    const { browser } = unwrap(await tryWith({ email, password }))
    const rows = await container.records.db.selectFrom('verification').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(browser)
  })

  it('writes no password to the log', async () => {
    await tryWith({ email, password: 'Canary-pass' })
    await tryWith({ email: 'nobody@mx.example', password: 'Canary-pass' })
    expect(container.logged.join()).not.toContain('Canary')
  })
})
