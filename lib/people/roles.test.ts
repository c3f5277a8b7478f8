import { describe, expect, it } from 'vitest'
import {
  CONSOLE_PERMISSIONS,
  can,
  PERMISSIONS,
  roleSchema,
  SERVER_PERMISSIONS,
  serverRoleSchema,
} from './roles'

describe('can', () => {
  it('gives nobody a permission that a higher role lacks, apart from reading', () => {
    for (const permission of PERMISSIONS) {
      if (can('helpdesk', permission)) expect(can('administrator', permission)).toBe(true)
      if (can('auditor', permission)) expect(permission).toMatch(/\.(read|own)$/)
      if (can('administrator', permission)) expect(can('owner', permission)).toBe(true)
    }
  })

  it('gives whoever has roles on servers alone nothing of the console, and nothing of a server by itself', () => {
    for (const permission of SERVER_PERMISSIONS) expect(can('by-server', permission)).toBe(false)
    for (const permission of CONSOLE_PERMISSIONS)
      expect(can('by-server', permission)).toBe(permission === 'account.own')
    expect(serverRoleSchema.safeParse('owner').success).toBe(false)
  })

  it('knows no other roles', () => {
    expect(roleSchema.safeParse('root').success).toBe(false)
    expect(roleSchema.safeParse('owner').success).toBe(true)
  })
})
