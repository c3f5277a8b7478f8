import { z } from 'zod'

/**
 * Who may do what, as data. A permission is `what.verb`; a role is a list of permissions, written out so that a review
 * of this file is a review of the grants (`roles.test.ts` prints the matrix). Pages only follow it; actions and queries
 * ask `can`.
 */
export const PERMISSIONS = [
  /** See servers, their tables (secrets masked) and what is planned. */
  'server.read',
  /** Add, change and remove servers: addresses, credentials, trusted certificates and keys. */
  'server.configure',
  /** Collect edits in one's own draft. */
  'draft.edit',
  /** Write a draft to the server. */
  'change.apply',
  /** Edit what gives the whole server to whoever writes it: its administrators, the programs that it runs, its key. */
  'server.control',
  /** Write the sentences that must stay true of a server. */
  'assertion.edit',
  /** Apply a change that makes or leaves one of them untrue, for a reason. */
  'assertion.override',
  /** Confirm a netmask with holes, which XMail takes and hardly anyone means. */
  'netmask.holes',
  /** Confirm a network so wide that the server becomes an open relay. */
  'network.wide',
  /** See what was applied, by whom and why. */
  'history.read',
  /** See everything that anyone did or tried. */
  'audit.read',
  /** Add people, change their roles up to administrator, reset their sign-in. */
  'people.manage',
  /** Make, change and remove owners. */
  'owners.manage',
] as const

export type Permission = (typeof PERMISSIONS)[number]

export const ROLES = ['owner', 'administrator', 'helpdesk', 'auditor'] as const

export type Role = (typeof ROLES)[number]

export const roleSchema = z.enum(ROLES)

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = Object.freeze({
  owner: Object.freeze([...PERMISSIONS]),
  administrator: Object.freeze([
    'server.read',
    'server.configure',
    'draft.edit',
    'change.apply',
    'server.control',
    'assertion.edit',
    'assertion.override',
    'netmask.holes',
    'network.wide',
    'history.read',
    'audit.read',
    'people.manage',
  ] as const),
  helpdesk: Object.freeze(['server.read', 'draft.edit', 'change.apply', 'history.read'] as const),
  auditor: Object.freeze(['server.read', 'history.read', 'audit.read'] as const),
})

/** Whether a role includes a permission. */
export function can(role: Role, permission: Permission): boolean {
  return GRANTS[role].includes(permission)
}
