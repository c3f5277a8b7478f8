import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkRowDetails,
  daysLeft,
  hasUnclearEnd,
  isDay,
  NO_DETAILS,
  parseRowDetails,
  printRowDetails,
  type RowDetails,
} from './row-details'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 2000 }

describe('parseRowDetails', () => {
  it.each<[note: string, details: Partial<RowDetails>]>([
    ['', {}],
    ['Scanner, third floor', { text: 'Scanner, third floor' }],
    [
      'Scanner, third floor [ticket: 4711] [owner: Sato] [until: 2027-01-31]',
      { text: 'Scanner, third floor', ticket: '4711', owner: 'Sato', until: '2027-01-31' },
    ],
    ['複合機 [owner: 佐藤]', { text: '複合機', owner: '佐藤' }],
    ['[ticket: 4711]', { ticket: '4711' }],
    // As people write it.
    ['[Until:2027-01-31] Scanner', { text: 'Scanner', until: '2027-01-31' }],
    ['Scanner[owner:  Sato ]  third floor', { text: 'Scanner third floor', owner: 'Sato' }],
    // What is not understood stays where it is.
    ['x [until: soon]', { text: 'x [until: soon]' }],
    ['x [until: 2027-02-30]', { text: 'x [until: 2027-02-30]' }],
    ['x [ticket: ] [rack: 7] [ticket]', { text: 'x [ticket: ] [rack: 7] [ticket]' }],
    ['x [ticket : 4711] [ticket: [4711]]', { text: 'x [ticket : 4711] [ticket: [4711]]' }],
    // The last counts.
    ['x [ticket: 1] [ticket: 2]', { text: 'x [ticket: 1]', ticket: '2' }],
    ['[until: 2027-01-31] x [until: soon]', { text: 'x [until: soon]', until: '2027-01-31' }],
  ])('%j', (note, details) => {
    expect(parseRowDetails(note)).toEqual({ ...NO_DETAILS, ...details })
  })
})

const word = fc.constantFrom(
  ...[
    'a',
    '佐藤',
    '7',
    ' ',
    '  ',
    '[',
    ']',
    ':',
    '[ticket: 1]',
    '[ticket:',
    '[until: 2027-01-31]',
    '[owner: x]',
  ],
  ...[
    '[until: soon]',
    '[rack: 7]',
    'until: 2027-01-31]',
    '[UNTIL:2026-02-28]',
    'owner: ',
    '[owner',
    '\u3000',
  ],
)
const note = fc.array(word, { maxLength: 12 }).map((words) => words.join(''))
const value = fc.string({ maxLength: 8 }).map((text) => text.replace(/[[\]]/g, '').trim())
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const details = fc.record({
  text: fc.string({ maxLength: 30 }).map((text) => text.trim()),
  ticket: value,
  owner: value,
  until: fc.oneof(fc.constant(''), day),
})

describe('details round trip', () => {
  it('what was written is read', () => {
    fc.assert(
      fc.property(details, (written) => {
        fc.pre(!/\[(ticket|owner|until):/i.test(written.text))
        expect(parseRowDetails(printRowDetails(written))).toEqual(written)
      }),
      settings,
    )
  })

  it('any note keeps its meaning when it is written anew', () => {
    fc.assert(
      fc.property(note, (text) => {
        const read = parseRowDetails(text)
        expect(parseRowDetails(printRowDetails(read))).toEqual(read)
      }),
      settings,
    )
  })

  it('loses nothing but blanks', () => {
    fc.assert(
      fc.property(note, (text) => {
        const lettersOf = (all: string) => [...all.toLowerCase().replace(/\s/gu, '')].sort().join('')
        expect(lettersOf(printRowDetails(parseRowDetails(text)))).toBe(lettersOf(text))
      }),
      settings,
    )
  })
})

describe('ends', () => {
  it('are days of the calendar', () => {
    expect(['2027-01-31', '2028-02-29'].every(isDay)).toBe(true)
    expect(['2027-02-29', '2027-1-31', '2027-01-31 ', '27-01-31', '2027-13-01', ''].some(isDay)).toBe(false)
  })

  it('are counted in whole days', () => {
    expect(daysLeft('2027-01-31', '2027-01-31')).toBe(0)
    expect(daysLeft('2027-03-01', '2027-02-28')).toBe(1)
    expect(daysLeft('2026-12-31', '2027-01-01')).toBe(-1)
    expect(daysLeft('', '2027-01-01')).toBeNull()
  })

  it('are unclear where a bracket about one is left over', () => {
    expect(hasUnclearEnd(parseRowDetails('x [until: soon]'))).toBe(true)
    expect(hasUnclearEnd(parseRowDetails('x [until: 2027-01-31] [until: 2028-01-31]'))).toBe(true)
    expect(hasUnclearEnd(parseRowDetails('x, until Friday [until: 2027-01-31]'))).toBe(false)
  })
})

describe('checkRowDetails', () => {
  const check = (typed: Partial<RowDetails>) => checkRowDetails({ ...NO_DETAILS, ...typed }, '2026-11-24')

  it.each<[Partial<RowDetails>, object | null]>([
    [{}, null],
    [{ text: 'x [rack: 7]', ticket: '4711', owner: '佐藤', until: '2026-11-24' }, null],
    [{ ticket: '[4711' }, { code: 'DETAIL_HAS_BRACKETS', field: 'ticket' }],
    [{ owner: 'Sato]' }, { code: 'DETAIL_HAS_BRACKETS', field: 'owner' }],
    [{ until: '31.1.2027' }, { code: 'DAY_INVALID', field: 'until' }],
    [{ until: '2026-11-23' }, { code: 'DAY_OVER', field: 'until' }],
    [{ text: 'x [until: 2026-11-23]' }, { code: 'DAY_OVER', field: 'until' }],
  ])('%j', (typed, found) => {
    if (found) expect(check(typed)).toMatchObject(found)
    else expect(check(typed)).toBeNull()
  })
})
