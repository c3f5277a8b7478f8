import { z } from 'zod'

export const signInSchema = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(1000),
})
export type SignInInput = z.infer<typeof signInSchema>

/** At least this many characters; more is asked of a password where it is set. */
export const MIN_PASSWORD_CHARACTERS = 12

export const setupSchema = z.object({
  token: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  password: z.string().min(MIN_PASSWORD_CHARACTERS).max(128),
})
export type SetupInput = z.infer<typeof setupSchema>
