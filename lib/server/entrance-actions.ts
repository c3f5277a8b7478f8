import 'server-only'
import { setupSchema, signInSchema } from '@/lib/people/sign-in-schema'
import { publicAction } from './action'
import * as entrance from './entrance'

export const signIn = publicAction({
  input: signInSchema,
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

export const signOut = entrance.signOut
