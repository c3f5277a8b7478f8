import { describe, expect, it } from 'vitest'
import { newId } from './new-id'

describe('newId', () => {
  it('is a UUID of version 7', () => {
    expect(newId(1_790_000_000_000)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })

  it('sorts in the order of making, within a millisecond, past its counter, and when the clock goes back', () => {
    const at = 1_800_000_000_000
    const ids = Array.from({ length: 10_000 }, (_, i) => newId(i < 9_000 ? at : at - 5_000))
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(ids.length)
  })
})
