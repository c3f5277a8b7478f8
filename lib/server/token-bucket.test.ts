import { describe, expect, it } from 'vitest'
import { createTokenBuckets } from './token-bucket'

describe('createTokenBuckets', () => {
  it('allows a burst, then one for each refill, a bucket a key', () => {
    let now = 0
    const buckets = createTokenBuckets({ capacity: 3, refillMs: 10_000, now: () => now })
    const take = (key = 'a') => buckets.take(key)
    expect([take(), take(), take()]).toEqual([{ ok: true }, { ok: true }, { ok: true }])
    expect(take()).toEqual({ ok: false, seconds: 10 })
    expect(take('b')).toEqual({ ok: true })
    now = 4_000
    expect(take()).toEqual({ ok: false, seconds: 6 })
    now = 10_000
    expect(take()).toEqual({ ok: true })
    expect(take().ok).toBe(false)
    now = 1_000_000
    expect([take(), take(), take(), take()].map(({ ok }) => ok)).toEqual([true, true, true, false])
  })

  it('is not confused by a clock that goes back', () => {
    let now = 100_000
    const buckets = createTokenBuckets({ capacity: 1, refillMs: 1_000, now: () => now })
    buckets.take('a')
    now = 0
    expect(buckets.take('a').ok).toBe(false)
    now = 1_000
    expect(buckets.take('a').ok).toBe(true)
  })

  it('does not grow without end', () => {
    const buckets = createTokenBuckets({ capacity: 1, refillMs: 1e9, now: () => 0 })
    buckets.take('first')
    for (let i = 0; i < 10_000; i++) buckets.take(`k${i}`)
    expect(buckets.take('first').ok).toBe(true)
    expect(buckets.take('k9999').ok).toBe(false)
  })
})
