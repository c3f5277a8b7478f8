import { z } from 'zod'
import { roleSchema, serverRoleSchema } from './roles'
import { MIN_PASSWORD_CHARACTERS } from './sign-in-schema'

const id = z.string().min(1).max(100)

/** A role in the console, and the roles on single servers that count where it is `by-server`. */
export const rolesSchema = z.object({
  role: roleSchema,
  servers: z.record(id, serverRoleSchema),
})
export type RolesInput = z.infer<typeof rolesSchema>

export const newPersonSchema = rolesSchema.extend({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
})
export type NewPersonInput = z.infer<typeof newPersonSchema>

/** What becomes of the open drafts of somebody who is removed: the server, and who is offered it; null: thrown away. */
export const draftChoicesSchema = z.array(z.object({ server: id, to: id.nullable() })).max(1_000)
export type DraftChoices = z.infer<typeof draftChoicesSchema>

const newPassword = z.string().min(MIN_PASSWORD_CHARACTERS).max(128)

export const linkPasswordSchema = z.object({ token: z.string().min(1).max(200), password: newPassword })
export type LinkPasswordInput = z.infer<typeof linkPasswordSchema>

export const changePasswordSchema = z.object({ current: z.string().min(1).max(1000), password: newPassword })
export type ChangePasswordInput = z.infer<typeof changePasswordSchema>
