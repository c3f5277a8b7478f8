import { expect, it } from 'vitest'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { readVariables, settingsOf, type VariableScope } from '@/lib/xmail/variables'
import { pairSettings } from './pair-settings'

const settings = (text: string, scope: VariableScope) =>
  settingsOf(
    readVariables(parseDocument(fromByteString(text), { lineLimit: 2046, comments: true }), scope),
    scope,
  )

it('pairs a socket’s row that only one side has with none', () => {
  const row = settings('"SmtpConfig-192.0.2.7"\t"mail-auth"\n', 'server')
  const none = settings('', 'server')
  expect(pairSettings(none, row).at(-1)).toMatchObject({
    name: 'SmtpConfig-192.0.2.7',
    now: { set: null },
    drafted: { set: { value: 'mail-auth' } },
  })
  expect(pairSettings(row, none).at(-1)).toMatchObject({
    now: { set: { value: 'mail-auth' } },
    drafted: { set: null },
  })
})

it('keeps the definition of a user’s variable that one side lacks', () => {
  const permissions = settings('"SmtpPerms"\t"MR"\n', 'user').filter(
    ({ definition }) => definition.name === 'SmtpPerms',
  )
  const absent = { definition: { name: 'SmtpPerms', scope: 'user' }, set: null }
  expect(pairSettings(permissions, [])).toMatchObject([{ now: { set: { value: 'MR' } }, drafted: absent }])
  expect(pairSettings([], permissions)).toMatchObject([{ now: absent, drafted: { set: { value: 'MR' } } }])
})
