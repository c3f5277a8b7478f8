import { expect, it } from 'vitest'
import { firstLinesOf, isLongList } from './long-list'

const list = (count: number) => Array.from({ length: count }, (_, i) => `10.0.0.${i}`).join('\n')

it('is long by its lines, or by its characters', () => {
  expect(isLongList('')).toBe(false)
  expect(isLongList(list(2_000))).toBe(false)
  expect(isLongList(list(2_001))).toBe(true)
  expect(isLongList('x'.repeat(200_001))).toBe(true)
})

it('shows its beginning and counts all its lines', () => {
  expect(firstLinesOf(`${list(100_000)}\n`)).toEqual({ shown: `${list(8)}\n…`, count: 100_000 })
  expect(firstLinesOf(list(100_000)).count).toBe(100_000)
  expect(firstLinesOf('x'.repeat(1_000_000)).shown).toHaveLength(802)
})
