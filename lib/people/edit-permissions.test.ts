import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { parseStartFilePath } from '@/lib/xmail/start-file-path'
import {
  CONFIRMATIONS,
  type Edit,
  editSchema,
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

  describe('of taking a change back', () => {
    const undo = (path: string, step: object): Edit =>
      editSchema.parse({
        table: 'undo',
        path,
        about: { goal: 'undo', revisionId: 'r', startedAt: 0, actorName: 'Aoi', origin: 'person' },
        ...step,
      })
    const putsBack = (path: string, ...now: string[]) =>
      undo(path, { op: 'change', hunks: [{ at: 0, was: [], now, before: null, after: null }] })

    it('asks for what the rows would ask for if they were typed', () => {
      const narrow = '"192.0.2.0"\t"255.255.255.0"\n'
      for (const path of ['smtprelay.tab', 'spammers.tab']) {
        expect(mayMakeEdit('helpdesk', putsBack(path, narrow))).toBe(true)
        expect(mayMakeEdit('auditor', putsBack(path, narrow)), 'draft.edit is asked besides').toBe(true)
        expect(permissionsForEdit(putsBack(path, narrow, '"0.0.0.0"\t"0.0.0.0"\n'))).toEqual(['network.wide'])
        expect(permissionsForEdit(putsBack(path, '"10.0.0.1"\t"255.0.255.0"\n'))).toContain('netmask.holes')
        expect(mayMakeEdit('helpdesk', putsBack(path, '"0.0.0.0"\t"192.0.0.0"\n'))).toBe(false)
      }
      expect(mayMakeEdit('helpdesk', putsBack('smtpauth.tab', '"ann"\t"x"\t"M"\n'))).toBe(true)
    })

    it('is an administrator’s in every other file, and where a file goes', () => {
      const others = [
        'server.tab',
        'ctrl.ipmap.tab',
        'smtp.ipprop.tab',
        'ctrlaccounts.tab',
        'server.key',
        'certs.pem',
      ]
      for (const path of [...others, 'smtpextauth.tab', 'filters.in.tab', '/etc/init.d/xmail']) {
        expect(mayMakeEdit('helpdesk', putsBack(path, 'x\n')), path).toBe(false)
        expect(mayMakeEdit('administrator', putsBack(path, 'x\n')), path).toBe(true)
      }
      expect(mayMakeEdit('helpdesk', undo('smtprelay.tab', { op: 'remove-file', lines: ['x\n'] }))).toBe(
        false,
      )
    })
  })
})
