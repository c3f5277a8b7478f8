import { z } from 'zod'

/**
 * Who may do what, as data. A permission is `what.verb`; a role is a list of permissions, written out so that a review
 * of this file is a review of the grants (docs/PERMISSIONS.md is the matrix). Pages only follow it; actions and queries
 * ask `can`, of the role that somebody has there.
 */

/** On one server: what is asked for names it. */
export const SERVER_PERMISSIONS = [
  /** See the server, its tables (secrets masked) and what is planned. */
  'server.read',
  /** Say how long changes wait, take the console out of a change in doubt, trust the server's new certificate. */
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
] as const

/** In the console as a whole: a role on one server is not enough. */
export const CONSOLE_PERMISSIONS = [
  /**
   * Add, change and remove servers: addresses, credentials, folders. Whoever may point one connection elsewhere reaches
   * any server that the console can reach, so no role on one server has it.
   */
  'server.connect',
  /** See everything that anyone did or tried. */
  'audit.read',
  /** Add people, change their roles up to one's own, reset their sign-in. */
  'people.manage',
  /** Make, change and remove owners. */
  'owners.manage',
  /** See and end one's own sessions, change one's own password, read the guide. */
  'account.own',
] as const

export const PERMISSIONS = [...SERVER_PERMISSIONS, ...CONSOLE_PERMISSIONS] as const

export type ServerPermission = (typeof SERVER_PERMISSIONS)[number]
export type ConsolePermission = (typeof CONSOLE_PERMISSIONS)[number]
export type Permission = ServerPermission | ConsolePermission

/** Somebody's role in the console. `by-server`: none here, and one on each of some servers instead. */
export const ROLES = ['owner', 'administrator', 'helpdesk', 'auditor', 'by-server'] as const

/** What one can be on a single server. */
export const SERVER_ROLES = ['administrator', 'helpdesk', 'auditor'] as const

export type Role = (typeof ROLES)[number]
export type ServerRole = (typeof SERVER_ROLES)[number]

export const roleSchema = z.enum(ROLES)
export const serverRoleSchema = z.enum(SERVER_ROLES)

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
    'server.connect',
    'audit.read',
    'people.manage',
    'account.own',
  ] as const),
  helpdesk: Object.freeze([
    'server.read',
    'draft.edit',
    'change.apply',
    'history.read',
    'account.own',
  ] as const),
  auditor: Object.freeze(['server.read', 'history.read', 'audit.read', 'account.own'] as const),
  'by-server': Object.freeze(['account.own'] as const),
})

/** Whether a role includes a permission. */
export function can(role: Role, permission: Permission): boolean {
  return GRANTS[role].includes(permission)
}
