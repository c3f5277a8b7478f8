import type { MayConfirm } from '@/lib/xmail/tables'
import { can, type Role } from './roles'

/** What a role may confirm when it adds networks. */
export function mayConfirm(role: Role): MayConfirm {
  return { wide: can(role, 'network.wide'), holes: can(role, 'netmask.holes') }
}
