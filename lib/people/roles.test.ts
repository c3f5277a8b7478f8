import { describe, expect, it } from 'vitest'
import { can, PERMISSIONS, ROLES, roleSchema } from './roles'

describe('can', () => {
  it('is this matrix, and a change of it is seen here', () => {
    const line = (permission: (typeof PERMISSIONS)[number]) =>
      permission.padEnd(20) + ROLES.map((role) => (can(role, permission) ? role : '-').padEnd(14)).join('')
    expect(`\n${PERMISSIONS.map(line).join('\n')}\n`.replaceAll(/ +\n/g, '\n')).toMatchInlineSnapshot(`
      "
      server.read         owner         administrator helpdesk      auditor
      server.configure    owner         administrator -             -
      draft.edit          owner         administrator helpdesk      -
      change.apply        owner         administrator helpdesk      -
      server.control      owner         administrator -             -
      assertion.edit      owner         administrator -             -
      assertion.override  owner         administrator -             -
      netmask.holes       owner         administrator -             -
      network.wide        owner         administrator -             -
      history.read        owner         administrator helpdesk      auditor
      audit.read          owner         administrator -             auditor
      people.manage       owner         administrator -             -
      owners.manage       owner         -             -             -
      "
    `)
  })

  it('gives nobody a permission that a higher role lacks, apart from reading', () => {
    for (const permission of PERMISSIONS) {
      if (can('helpdesk', permission)) expect(can('administrator', permission)).toBe(true)
      if (can('auditor', permission)) expect(permission).toMatch(/\.read$/)
      if (can('administrator', permission)) expect(can('owner', permission)).toBe(true)
    }
  })

  it('knows no other roles', () => {
    expect(roleSchema.safeParse('root').success).toBe(false)
    expect(roleSchema.safeParse('owner').success).toBe(true)
  })
})
