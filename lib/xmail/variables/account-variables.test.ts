import { expect, it } from 'vitest'
import { ACCOUNT_PARTS, ACCOUNT_VARIABLES, idleVariables } from './account-variables'
import { VARIABLES } from './definitions'

const KNOWN = VARIABLES.filter(({ scope }) => scope === 'user').map(({ name }) => name)

it.each(['account', 'list'] as const)('puts every variable of user.tab in one place for an %s', (kind) => {
  const heeded = ACCOUNT_VARIABLES[kind].flatMap(({ names }) => names)
  expect([...heeded, ...idleVariables(kind)].sort()).toEqual([...KNOWN].sort())
})

it('knows what does nothing for whom', () => {
  expect(idleVariables('account')).toEqual(['UseReplyTo', 'ClosedML', 'ListSender'])
  expect(idleVariables('list')).toEqual(['MaxMBSize', 'PopEnable', 'Pop3ScanCur', 'HomePage'])
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
