import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { parseStartFilePath } from '@/lib/xmail/start-file-path'
import {
  CONFIRMATIONS,
  type Edit,
  HNPROP_CONFIRMATIONS,
  IPPROP_CONFIRMATIONS,
  SPAM_ADDRESS_CONFIRMATIONS,
  SPAMMERS_CONFIRMATIONS,
} from '@/lib/xmail/tables'
import { VARIABLE_CONFIRMATIONS } from '@/lib/xmail/variables'
import { mayMakeEdit, permissionsForEdit } from './edit-permissions'

const spammers = (confirmed: ('many-addresses' | 'netmask-holes')[]): Edit => ({
  table: 'spammers',
  path: mailRootPath('spammers.tab'),
  op: 'add',
  before: null,
  rules: [{ network: '192.0.2.0/24', action: { kind: 'refuse' }, note: '' }],
  confirmed,
})
const account: Edit = {
  table: 'ctrlaccounts',
  path: mailRootPath('ctrlaccounts.tab'),
  op: 'add',
  accounts: [{ user: 'second', password: 'x' }],
}

const startFile: Edit = {
  table: 'start-file',
  path: unwrap(parseStartFilePath('/etc/init.d/xmail')),
  op: 'switch-finger',
  to: 'off',
}

describe('mayMakeEdit', () => {
  it('lets the helpdesk make an ordinary edit, without what only administrators confirm', () => {
    expect(mayMakeEdit('helpdesk', spammers([]))).toBe(true)
    expect(mayMakeEdit('helpdesk', spammers(['many-addresses']))).toBe(false)
    expect(mayMakeEdit('helpdesk', spammers(['netmask-holes']))).toBe(false)
    expect(mayMakeEdit('administrator', spammers(['many-addresses', 'netmask-holes']))).toBe(true)
  })

  it('keeps what gives the whole server to administrators', () => {
    for (const edit of [account, startFile]) {
      expect(mayMakeEdit('helpdesk', edit)).toBe(false)
      expect(mayMakeEdit('auditor', edit)).toBe(false)
      expect(mayMakeEdit('administrator', edit)).toBe(true)
    }
  })

  it('knows every confirmation that a table can ask for', () => {
    const known = [
      ...CONFIRMATIONS,
      ...SPAMMERS_CONFIRMATIONS,
      ...SPAM_ADDRESS_CONFIRMATIONS,
      ...IPPROP_CONFIRMATIONS,
      ...HNPROP_CONFIRMATIONS,
      ...VARIABLE_CONFIRMATIONS,
    ]
    for (const name of known) {
      const edit = { ...spammers([]), confirmed: [name] } as unknown as Edit
      expect(permissionsForEdit(edit), name).not.toContain('owners.manage')
    }
  })
})
