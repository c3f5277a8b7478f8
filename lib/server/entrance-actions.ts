import 'server-only'
import { linkPasswordSchema } from '@/lib/people/people-schema'
import { setupSchema, signInSchema } from '@/lib/people/sign-in-schema'
import { publicAction } from './action'
import * as entrance from './entrance'

export const signIn = publicAction({
  input: signInSchema,
  // By the address alone, one guesser would lock out everybody behind it.
  limit: 'own',
  name: 'sign-in',
  detail: ({ email }) => ({ email }),
  run: ({ input }) => entrance.signIn(input),
})

export const setUp = publicAction({
  input: setupSchema,
  name: 'setup',
  detail: ({ email }) => ({ email }),
  run: ({ input }) => entrance.setUp(input),
})

/** By a one-time link. Nothing of the link is kept. */
export const setPassword = publicAction({
  input: linkPasswordSchema,
  name: 'password.link',
  run: ({ input }) => entrance.setPassword(input),
})

export const signOut = entrance.signOut
