import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseDocument } from '@/lib/xmail/tab'
import { applyRelayEdit, readRelay } from '@/lib/xmail/tables'
import { mergeInFileOrder } from './draft-rows'

const TEXT = '# ours\n"10.0.0.0"\t"255.0.0.0"\n"172.16.0.0"\t"255.255.0.0"\n"192.168.0.0"\t"255.255.0.0"\n'
const live = parseDocument(new TextEncoder().encode(TEXT), { lineLimit: 510, comments: true })
const shown = (drafted: typeof live) =>
  mergeInFileOrder({ live, drafted, liveRows: readRelay(live), draftedRows: readRelay(drafted) }).map(
    ({ row, change }) => `${change} ${row.cidr}`,
  )

describe('mergeInFileOrder', () => {
  it('shows the live rows when there is no draft', () => {
    expect(shown(live)).toEqual(['none 10.0.0.0/8', 'none 172.16.0.0/16', 'none 192.168.0.0/16'])
  })

  it('keeps a removed row in its place and puts an added one where it will stand', () => {
    const removed = unwrap(
      applyRelayEdit(live, { op: 'remove', rows: [{ line: 2, was: live.lines[2]?.content ?? '' }] }),
    )
    const drafted = unwrap(applyRelayEdit(removed, { op: 'add', networks: ['192.0.2.64/26'], confirmed: [] }))
    expect(shown(drafted)).toEqual([
      'none 10.0.0.0/8',
      'removed 172.16.0.0/16',
      'none 192.168.0.0/16',
      'added 192.0.2.64/26',
    ])
  })
})
