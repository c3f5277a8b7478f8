import { expect, it } from 'vitest'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { readVariables } from '@/lib/xmail/variables'
import { canChangeOdd, findOddFault } from './find-odd-fault'

const FILE =
  'Greylist\t"1"\textra\n"helodomain"\t"mx.example.test"\n"Größe"\t"1"\n"RootDomain"\t"example.test"\n'
const drafted = parseDocument(fromByteString(FILE), { lineLimit: 2046, comments: true })
const table = { drafted, draftedRows: readVariables(drafted) }
const add = (name: string, value: string) => {
  const fault = findOddFault(table, 'server.tab', { name, value, isNew: true })
  return fault && `${fault.field}: ${fault.code}`
}

it.each([
  ['Grey-Delay', '300', null],
  ['Grey.Text', 'say “no”, or "no"', null],
  ['SSLWantCert', '1', null],
  ['', '1', 'name: VARIABLE_NAME_INVALID'],
  ['two words', '1', 'name: VARIABLE_NAME_INVALID'],
  ['#Grey', '1', 'name: VARIABLE_NAME_INVALID'],
  ['Verzögerung', '1', 'name: VARIABLE_NAME_INVALID'],
  ['HELODOMAIN', 'mx.example.test', 'name: VARIABLE_MISSPELT'],
  ['Greylist', '2', 'name: VARIABLE_ALREADY_SET'],
  ['RootDomain', 'example.org', 'name: VARIABLE_ALREADY_SET'],
  ['GreyPath', 'C:\\grey\\', 'value: FIELD_ENDS_WITH_BACKSLASH'],
  ['GreyPath', 'a\tb', 'value: FIELD_HAS_TAB'],
  ['GreyPath', 'x'.repeat(2040), 'value: LINE_TOO_LONG'],
])('a new variable %j with %.20j: %s', (name, value, fault) => expect(add(name, value)).toBe(fault))

it('changes the value of an unknown name alone', () => {
  const changed = { name: 'Greylist', value: '2', isNew: false }
  expect(findOddFault(table, 'server.tab', changed)).toBeNull()
  expect(table.draftedRows.map(canChangeOdd)).toEqual([true, false, false, false])
})

it('says at the value that nothing would change', () => {
  const same = { name: 'Greylist', value: '1', isNew: false }
  expect(findOddFault(table, 'server.tab', same)).toMatchObject({ code: 'NOTHING_TO_CHANGE', field: 'value' })
})
