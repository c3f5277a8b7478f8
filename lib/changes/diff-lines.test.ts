import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLines, toHunks } from './diff-lines'

const seed = Number(process.env.SEED ?? 20261124)
const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })

describe('diffLines', () => {
  it('keeps every line of both sides exactly once and in order', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before, after)
        expect(diff.filter((line) => line.kind !== 'added').map((line) => line.before)).toEqual(
          before.map((_, i) => i),
        )
        expect(diff.filter((line) => line.kind !== 'removed').map((line) => line.after)).toEqual(
          after.map((_, i) => i),
        )
        for (const line of diff) {
          if (line.kind === 'same') expect(before[line.before as number]).toBe(after[line.after as number])
        }
      }),
      { seed },
    )
  })

  it('shows an appended block of 100,000 lines as just that', () => {
    const before = ['x', 'y']
    const after = [...before, ...Array.from({ length: 100_000 }, (_, i) => `row ${i}`)]
    const diff = diffLines(before, after)
    expect(diff.filter((line) => line.kind === 'removed')).toHaveLength(0)
    expect(diff).toHaveLength(after.length)
  })
})

describe('toHunks', () => {
  it('keeps each change with its context and leaves the rest out', () => {
    const before = Array.from({ length: 30 }, (_, i) => `line ${i}`)
    const after = before.filter((_, i) => i !== 5 && i !== 25)
    const hunks = toHunks(diffLines(before, after))
    expect(hunks).toHaveLength(2)
    expect(hunks[0]?.map((line) => line.before)).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect(hunks[1]?.map((line) => line.before)).toEqual([22, 23, 24, 25, 26, 27, 28])
  })

  it('covers every changed line, whatever the two sides are', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before, after)
        const changed = toHunks(diff, 1)
          .flat()
          .filter((line) => line.kind !== 'same')
        expect(changed).toEqual(diff.filter((line) => line.kind !== 'same'))
      }),
      { seed },
    )
  })
})
