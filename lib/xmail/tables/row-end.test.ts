import { expect, it } from 'vitest'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { endOfRow } from './row-end'
import { readRelay } from './smtprelay'

const TODAY = '2026-11-24'

function endsOf(text: string) {
  const doc = parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
  return readRelay(doc).map((row) => endOfRow(row, TODAY).kind)
}

it.each([
  ['#: x [until: 2026-11-23]\n10.0.0.0/8\n', ['over']],
  ['#: x [until: 2026-11-24]\n10.0.0.0/8\n', ['soon']],
  ['#: x [until: 2026-12-01]\n10.0.0.0/8\n', ['soon']],
  ['#: x [until: 2026-12-02]\n10.0.0.0/8\n', ['later']],
  ['#: x\n10.0.0.0/8\n', ['none']],
  ['10.0.0.0/8\n', ['none']],
  // Switched off or dead, it is a row all the same.
  ['#: x [until: 2026-11-23]\n#10.0.0.0/8\n#: [until: 2026-11-23]\n"127.0.0.5"\n', ['over', 'over']],
  // A note is of the one row below it.
  ['#: x [until: 2026-11-23]\n10.0.0.0/8\n192.0.2.0/24\n', ['over', 'none']],
  ['#: x [until: 2026-11-23]\n\n10.0.0.0/8\n', ['none']],
  // A comment that is no note, and an end that is not understood, end nothing.
  ['# x [until: 2026-11-23]\n10.0.0.0/8\n', ['none']],
  ['#: x [until: Friday]\n10.0.0.0/8\n', ['unclear']],
  ['#: x [until: 2026-11-23] [until: 2027-11-23]\n10.0.0.0/8\n', ['unclear']],
])('%j', (text, ends) => {
  expect(endsOf(text)).toEqual(ends)
})

it('lets nothing of a line end that XMail reads in pieces', () => {
  const long = `10.0.0.0/8\t${'x'.repeat(499)}192.0.2.0/24`
  expect(endsOf(`#: [until: 2026-11-23]\n${long}\n`)).not.toContain('over')
})
