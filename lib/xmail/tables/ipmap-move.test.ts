import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseDocument, printDocument } from '@/lib/xmail/tab'
import { readIpmap } from './ipmap'
import { moveIpmapRow, renumber } from './ipmap-move'

const seed = Number(process.env.SEED ?? 20261124)
const parse = (text: string) =>
  parseDocument(new TextEncoder().encode(text), { lineLimit: 510, comments: true })
const textOf = (doc: ReturnType<typeof parse>) => new TextDecoder().decode(printDocument(doc))
const order = (doc: ReturnType<typeof parse>) => readIpmap(doc).map((row) => row.address)

const GUIDE =
  '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n"127.0.0.0"\t"255.0.0.0"\t"ALLOW"\t2\n"192.168.0.0"\t"255.255.255.0"\t"ALLOW"\t3\n'

describe('moveIpmapRow', () => {
  it('changes one number where there is room, and nothing else of the line', () => {
    const doc = parse(GUIDE)
    const moved = unwrap(moveIpmapRow(doc, { line: 1, was: doc.lines[1]?.content ?? '' }, 0))
    expect(order(moved)).toEqual(['127.0.0.0', '192.168.0.0', '0.0.0.0'])
    expect(textOf(moved)).toBe(GUIDE.replace('"ALLOW"\t2', '"ALLOW"\t4'))
  })

  it('uses equal precedence where the later line wins anyway', () => {
    const doc = parse(GUIDE)
    const moved = unwrap(moveIpmapRow(doc, { line: 2, was: doc.lines[2]?.content ?? '' }, 2))
    expect(order(moved)).toEqual(['127.0.0.0', '192.168.0.0', '0.0.0.0'])
    expect(
      textOf(moved)
        .split('\n')
        .filter((line, i) => line !== GUIDE.split('\n')[i]),
    ).toHaveLength(1)
  })

  it('says so when the row is there already', () => {
    const doc = parse(GUIDE)
    expect(moveIpmapRow(doc, { line: 2, was: doc.lines[2]?.content ?? '' }, 0)).toMatchObject({
      ok: false,
      error: { code: 'NOTHING_TO_CHANGE' },
    })
  })
})

describe('renumber', () => {
  const tables = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 5 })
  const sorted = (precedences: readonly number[]) =>
    precedences
      .map((precedence, line) => ({ line, precedence }))
      .sort((a, b) => b.precedence - a.precedence || b.line - a.line)

  it('gives just the wished order', () => {
    fc.assert(
      fc.property(tables, fc.nat(5), fc.nat(6), (precedences, from, to) => {
        const live = sorted(precedences)
        const changes = renumber(live, from, to)
        if (!changes) return
        const moving = live[from]
        const wished = live.filter((row) => row !== moving)
        wished.splice(to > from ? Math.min(to, live.length) - 1 : to, 0, moving as (typeof live)[number])
        const after = precedences.map(
          (precedence, line) => changes.find((change) => change.line === line)?.precedence ?? precedence,
        )
        expect(sorted(after).map((row) => row.line)).toEqual(wished.map((row) => row.line))
      }),
      { seed, numRuns: 500 },
    )
  })

  it('changes as few lines as any other way would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 4 }),
        fc.nat(3),
        fc.nat(4),
        (precedences, from, to) => {
          const live = sorted(precedences)
          const changes = renumber(live, from, to)
          if (!changes) return
          const after = precedences.map(
            (precedence, line) => changes.find((change) => change.line === line)?.precedence ?? precedence,
          )
          const wished = sorted(after)
            .map((row) => row.line)
            .join()
          expect(changes.length).toBe(fewestChanges(precedences, wished))
        },
      ),
      { seed, numRuns: 200 },
    )
  })

  /** Every assignment of 0 to 7, by brute force. */
  function fewestChanges(precedences: readonly number[], wished: string): number {
    let fewest = Number.POSITIVE_INFINITY
    const assign = (prefix: number[]): void => {
      if (prefix.length < precedences.length) {
        for (let value = 0; value <= 7; value++) assign([...prefix, value])
        return
      }
      if (
        sorted(prefix)
          .map((row) => row.line)
          .join() !== wished
      )
        return
      fewest = Math.min(fewest, prefix.filter((value, i) => value !== precedences[i]).length)
    }
    assign([])
    return fewest
  }
})
