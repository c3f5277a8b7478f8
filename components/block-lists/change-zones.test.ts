import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseMapsList } from '@/lib/xmail/variables'
import { changeZones, type ZoneChange } from './change-zones'

const LIST = 'a.test:1,b.test.:0,c.test:2'
const change = (made: ZoneChange, list = LIST) => unwrap(changeZones(parseMapsList(list), made))

describe('changeZones', () => {
  it.each([
    [0, 2, 'b.test.:0,a.test:1,c.test:2'],
    [0, 3, 'b.test.:0,c.test:2,a.test:1'],
    [2, 0, 'c.test:2,a.test:1,b.test.:0'],
    [1, 1, LIST],
    [1, 2, LIST],
  ])('moves the entry at %d before that at %d', (at, to, list) => {
    expect(change({ op: 'move', at, to })).toBe(list)
  })

  it('writes what it does not touch as it was', () => {
    const rule = { zone: 'd.test', action: { kind: 'delay', seconds: 5 } } as const
    expect(change({ op: 'add', rule })).toBe(`${LIST},d.test:-5`)
    expect(change({ op: 'add', rule }, 'a.test:x,')).toBe('a.test:x,d.test:-5')
    expect(change({ op: 'add', rule }, '')).toBe('d.test:-5')
    expect(change({ op: 'replace', at: 1, rule })).toBe('a.test:1,d.test:-5,c.test:2')
    expect(change({ op: 'remove', at: 1 })).toBe('a.test:1,c.test:2')
  })

  it('leaves nothing where the last goes', () => {
    expect(change({ op: 'remove', at: 0 }, 'a.test:1')).toBeNull()
  })

  it('refuses a zone twice, and what is none', () => {
    const add = (zone: string) =>
      changeZones(parseMapsList(LIST), { op: 'add', rule: { zone, action: { kind: 'refuse' } } })
    expect(add('B.test')).toMatchObject({ error: { code: 'ZONE_DUPLICATE', details: { zone: 'B.test' } } })
    expect(add('b test')).toMatchObject({ error: { code: 'ZONE_INVALID', details: { zone: 'b test' } } })
  })
})
