import { z } from 'zod'
import type { KeptAssertion } from '@/lib/db/assertions'
import { err, ok, type Result } from '@/lib/errors'
import { can, type Role } from '@/lib/people/roles'
import { type NotedAssertion, notedAssertionSchema } from '@/lib/xmail/assertions'

export const MAX_OVERRIDE_CHARACTERS = 500

/** Why a change is applied although it breaks sentences, and which of them the person has seen broken. */
export const overrideSchema = z.object({
  reason: z.string().trim().min(1).max(MAX_OVERRIDE_CHARACTERS),
  assertions: z.array(z.string().max(100)).max(1000),
})
export type Override = z.output<typeof overrideSchema>

/** What a Revision keeps of it. */
export const overriddenSchema = z.object({
  reason: z.string(),
  assertions: z.array(notedAssertionSchema),
})
export interface Overridden {
  readonly reason: string
  readonly assertions: readonly NotedAssertion[]
}

/**
 * Whether a change may be applied that leaves these sentences broken. Null: none is. Errors: ASSERTIONS_BROKEN {count}
 * without an override, or where one is broken that the person has not seen so; FORBIDDEN for who may not override.
 */
export function judgeOverride(
  broken: readonly KeptAssertion[],
  override: Override | undefined,
  role: Role,
): Result<Overridden | null> {
  if (broken.length === 0) return ok(null)
  const seen = new Set(override?.assertions)
  if (!override || broken.some(({ id }) => !seen.has(id)))
    return err('ASSERTIONS_BROKEN', { count: broken.length })
  if (!can(role, 'assertion.override')) return err('FORBIDDEN', { role })
  const assertions = broken.map(({ assertion, note }) => ({ assertion, note }))
  return ok({ reason: override.reason, assertions })
}
