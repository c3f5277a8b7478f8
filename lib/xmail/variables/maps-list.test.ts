import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMapsList } from '@/lib/xmail/policy/smtp/check-maps-list'
import { type MapsRule, parseMapsList, printMapsList } from './maps-list'

const seed = Number(process.env.SEED ?? 20261124)

const print = (entries: Parameters<typeof printMapsList>[0]) => {
  const printed = printMapsList(entries)
  return printed.ok ? printed.value : `${printed.error.code} ${JSON.stringify(printed.error.details)}`
}

describe('parseMapsList', () => {
  it.each([
    ['bl.test.:1', [['bl.test.', 'refuse', []]]],
    ['bl.test:0', [['bl.test', 'flag', []]]],
    ['bl.test:-5', [['bl.test', 'delay', []]]],
    ['bl.test:2', [['bl.test', 'delay', ['code-above-one']]]],
    ['bl.test:01', [['bl.test', 'refuse', []]]],
    ['bl.test:x', [['bl.test', 'flag', ['odd-code']]]],
    ['bl.test:', [['bl.test', 'flag', ['odd-code']]]],
    [' bl.test:1', [[' bl.test', 'refuse', ['blank-in-zone']]]],
    [
      'a.test:1, b.test:0',
      [
        ['a.test', 'refuse', []],
        [' b.test', 'flag', ['blank-in-zone']],
      ],
    ],
    ['a.test,b.test:1', [['a.test,b.test', 'refuse', ['comma-in-zone']]]],
    [
      'a.test:1,A.TEST.:0',
      [
        ['a.test', 'refuse', []],
        ['A.TEST.', 'flag', ['duplicate']],
      ],
    ],
    [
      'a.test:1,b.test',
      [
        ['a.test', 'refuse', []],
        ['b.test', undefined, ['no-code']],
      ],
    ],
    [
      'a.test:1,',
      [
        ['a.test', 'refuse', []],
        ['', undefined, []],
      ],
    ],
    [':1', [['', 'refuse', ['not-a-zone']]]],
    ['', []],
  ])('%j', (value, expected) => {
    expect(parseMapsList(value).map(({ zone, action, marks }) => [zone, action?.kind, marks])).toEqual(
      expected,
    )
  })

  it('reads what XMail reads, and is written back as it was', () => {
    const piece = fc.constantFrom('a.test', ' ', ',', ':', '1', '0', '-3', '2', 'x', '.', ',,', '::')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const value = pieces.join('')
        const rows = parseMapsList(value)
        expect(print(rows)).toBe(value)
        const read = rows.filter(({ action }) => action !== null)
        expect(read.map(({ zone }) => zone)).toEqual(readMapsList(value).map(({ zone }) => zone))
        const codes = readMapsList(value).map(({ code }) =>
          code === 1 ? 'refuse' : code === 0 ? 'flag' : 'delay',
        )
        expect(read.map(({ action }) => action?.kind)).toEqual(codes)
      }),
      { seed, numRuns: 2000 },
    )
  })
})

describe('printMapsList', () => {
  const rule = (zone: string, kind: 'refuse' | 'flag' = 'refuse'): MapsRule => ({ zone, action: { kind } })

  it('writes rules beside entries that stay as they are', () => {
    const [odd, fine] = parseMapsList(' a.test:1,b.test:7')
    if (!odd || !fine) throw new Error('two entries')
    const delay: MapsRule = { zone: 'd.test', action: { kind: 'delay', seconds: 30 } }
    expect(print([fine, rule('c.test', 'flag'), delay, odd])).toBe('b.test:7,c.test:0,d.test:-30, a.test:1')
  })

  it('refuses zones that no name server has, and those that are there', () => {
    expect(print([rule('a b.test')])).toBe('ZONE_INVALID {"zone":"a b.test","entry":1}')
    expect(print([rule('a.test:1')])).toMatch(/^ZONE_INVALID/)
    expect(print([rule('')])).toMatch(/^ZONE_INVALID/)
    expect(print([rule('a.test'), rule('A.test.')])).toBe('ZONE_DUPLICATE {"zone":"A.test.","entry":2}')
  })
})
