import { expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { ACCOUNT_PARTS, ACCOUNT_VARIABLES, idleVariables } from './account-variables'
import { VARIABLES } from './definitions'
import { readVariables } from './read-variables'
import { applyVariableEdit } from './variables-edit'

const KNOWN = VARIABLES.filter(({ scope }) => scope === 'user').map(({ name }) => name)

it.each(['account', 'list'] as const)('puts every variable of user.tab in one place for an %s', (kind) => {
  const heeded = ACCOUNT_VARIABLES[kind].flatMap(({ names }) => names)
  expect([...heeded, ...idleVariables(kind)].sort()).toEqual([...KNOWN].sort())
})

it('knows what does nothing for whom', () => {
  expect(idleVariables('account')).toEqual(['UseReplyTo', 'ClosedML', 'ListSender'])
  expect(idleVariables('list')).toEqual(['MaxMBSize', 'Pop3ScanCur', 'HomePage'])
})

it('shows the parts in one order for both', () => {
  for (const parts of Object.values(ACCOUNT_VARIABLES)) {
    const places = parts.map(({ part }) => ACCOUNT_PARTS.indexOf(part))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  }
})

it('names the variable of server.tab that counts where the account has none', () => {
  const standIns = VARIABLES.flatMap(({ name, standIn }) => (standIn ? [[name, standIn]] : []))
  expect(standIns).toEqual([
    ['SmtpPerms', 'DefaultSmtpPerms'],
    ['MaxMessageSize', 'MaxMessageSize'],
    ['DisableEmitAuthUser', 'DisableEmitAuthUser'],
  ])
})

it.each([
  ['a tab', 'Abe\tHanako', 'FIELD_HAS_TAB'],
  ['a line break', 'Abe\nPopEnable', 'FIELD_HAS_LINE_BREAK'],
  ['a line break of a Mac', 'Abe\r', 'FIELD_HAS_LINE_BREAK'],
  ['a NUL', 'Abe\0', 'FIELD_HAS_NUL'],
  ['a backslash at its end', 'C:\\', 'FIELD_ENDS_WITH_BACKSLASH'],
  ['more than a line holds', 'x'.repeat(2040), 'LINE_TOO_LONG'],
])('refuses a pasted value with %s, and leaves the file as it is', (_what, value, code) => {
  const doc = userTab('"RealName"\t"Abe"\n')
  const edited = applyVariableEdit(doc, { op: 'set', name: 'RealName', value, confirmed: [] }, 'user')
  expect(!edited.ok && edited.error).toMatchObject({ code, field: 'value' })
})

it('takes quotes and blanks as they are typed', () => {
  const value = ' Say "hello" '
  const edited = unwrap(
    applyVariableEdit(userTab(''), { op: 'set', name: 'RealName', value, confirmed: [] }, 'user'),
  )
  expect(readVariables(edited, 'user').map((row) => row.value)).toEqual([value])
})

function userTab(text: string) {
  return parseDocument(fromByteString(text), { lineLimit: 2046, comments: true })
}
