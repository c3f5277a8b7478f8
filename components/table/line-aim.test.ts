import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeAddress } from '@/components/files/place-address'
import { unwrap } from '@/lib/errors'
import { parseDocument } from '@/lib/xmail/tab'
import { applyRelayEdit, readRelay } from '@/lib/xmail/tables'
import { mergeInFileOrder } from '@/lib/xmail/tables/draft-rows'
import { isAimedAt, type LineAim, printAim, readAim } from './line-aim'

const seed = Number(process.env.SEED ?? 20261124)

describe('a line in an address', () => {
  it(`is read as it was printed (seed ${seed})`, () => {
    const aims = fc.record({
      file: fc.string({ minLength: 1, unit: 'grapheme' }),
      line: fc.nat(1_000_000),
      inDraft: fc.boolean(),
    })
    fc.assert(
      fc.property(aims, (aim) => {
        expect(readAim(printAim(aim))).toEqual(aim)
      }),
      { seed },
    )
  })

  it('is none where the address says something else', () => {
    for (const hash of [
      '',
      '#',
      '#answer',
      '#line=3',
      '#file=a',
      '#file=a&line=0',
      '#file=a&line=x',
      '#file=a&line=-1',
    ])
      expect(readAim(hash), hash).toBeNull()
  })
})

describe('the row of a line', () => {
  const TEXT = '# ours\n"10.0.0.0"\t"255.0.0.0"\n"172.16.0.0"\t"255.255.0.0"\n"192.168.0.0"\t"255.255.0.0"\n'
  const live = parseDocument(new TextEncoder().encode(TEXT), { lineLimit: 510, comments: true })
  const removed = unwrap(
    applyRelayEdit(live, { op: 'remove', rows: [{ line: 1, was: live.lines[1]?.content ?? '' }] }),
  )
  const drafted = unwrap(applyRelayEdit(removed, { op: 'add', networks: ['192.0.2.64/26'], confirmed: [] }))
  const rows = mergeInFileOrder({ live, drafted, liveRows: readRelay(live), draftedRows: readRelay(drafted) })
  const found = (line: number, inDraft: boolean) => {
    const aim: LineAim = { file: 'smtprelay.tab', line, inDraft }
    return rows.filter((row) => isAimedAt(row, aim)).map(({ row }) => row.cidr)
  }

  it('is that of the file as it is, wherever the draft has moved it', () => {
    expect([0, 1, 2, 3, 4].map((line) => found(line, false))).toEqual([
      [],
      ['10.0.0.0/8'],
      ['172.16.0.0/16'],
      ['192.168.0.0/16'],
      [],
    ])
  })

  it('is that of the draft where the link is of the draft', () => {
    expect([0, 1, 2, 3].map((line) => found(line, true))).toEqual([
      [],
      ['172.16.0.0/16'],
      ['192.168.0.0/16'],
      ['192.0.2.64/26'],
    ])
  })
})

describe('the page of a line', () => {
  it('is the form of its file, the variable, or the text', () => {
    const of = (file: string, line: number | null, variable?: string) =>
      placeAddress('/s', { file, line, ...(variable !== undefined && { variable }) })
    expect(of('smtprelay.tab', 2)).toBe('/s/relay#file=smtprelay.tab&line=3')
    expect(of('smtp.hnprop.tab', null)).toBe('/s/whitelist')
    expect(of('server.tab', 4, 'RootDomain')).toBe('/s/settings?q=RootDomain')
    expect(of('server.tab', 4)).toBe('/s/files/server.tab#file=server.tab&line=5')
    expect(of('aliases.tab', 0)).toBe('/s/files/aliases.tab#file=aliases.tab&line=1')
    expect(of('domains/a.test/b/pop3.ipmap.tab', 0)).toBe(
      '/s/access/pop3/a.test/b#file=domains%2Fa.test%2Fb%2Fpop3.ipmap.tab&line=1',
    )
  })
})
