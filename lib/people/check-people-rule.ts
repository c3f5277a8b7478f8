import { err, ok, type Result } from '@/lib/errors'
import type { Person } from './person'
import { can, type Role } from './roles'

/**
 * Whether somebody who manages people may change, suspend, reset or remove another, and make them what is wished. Nobody does
 * it to themselves, so that there is always somebody above whoever is lowered; owners are the owners' own matter. Errors:
 * NOT_ONESELF, FORBIDDEN.
 */
export function checkPeopleRule(
  actor: Pick<Person, 'id' | 'role'>,
  target: { readonly id: string; readonly role: Role } | null,
  wished?: Role,
): Result<null> {
  if (target?.id === actor.id) return err('NOT_ONESELF')
  const aboutOwner = target?.role === 'owner' || wished === 'owner'
  if (aboutOwner && !can(actor.role, 'owners.manage')) return err('FORBIDDEN', { role: actor.role })
  return can(actor.role, 'people.manage') ? ok(null) : err('FORBIDDEN', { role: actor.role })
}
