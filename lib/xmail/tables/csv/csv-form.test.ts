import { expect, it } from 'vitest'
import { parseCsv } from '@/lib/xmail/csv'
import { withoutHead } from './csv-form'

const COLUMNS = ['mechanism', 'program', 'note', 'arguments']
const recordsOf = (text: string) => {
  const parsed = parseCsv(text)
  if (!parsed.ok) throw new Error(parsed.error.code)
  return parsed.value
}

it.each([
  ['the columns', 'mechanism,program,note,arguments\nPLAIN,/bin/x\n', 1],
  ['some of them', 'Mechanism , program\nPLAIN,/bin/x\n', 1],
  ['filled up by a spreadsheet', 'mechanism,program,note,arguments,,\nPLAIN,/bin/x,,a,b,c\n', 1],
  ['a row of that name', 'mechanism,/bin/x\nPLAIN,/bin/y\n', 2],
])('a first record of %s', (_what, text, left) => {
  expect(withoutHead(recordsOf(text), COLUMNS)).toHaveLength(left)
})
