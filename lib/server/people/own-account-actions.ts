import 'server-only'
import { headers } from 'next/headers'
import { z } from 'zod'
import { changePasswordSchema } from '@/lib/people/people-schema'
import { action } from '../action'
import { getContainer } from '../container'
import * as own from './own-account'

export const endOwnSession = action({
  input: z.object({ sessionId: z.string().min(1).max(100) }),
  can: 'account.own',
  name: 'account.end-session',
  run: async ({ input }) => own.endOwnSession(await getContainer(), await headers(), input.sessionId),
})

export const endOtherSessions = action({
  input: z.object({}),
  can: 'account.own',
  name: 'account.end-other-sessions',
  run: async () => own.endOtherSessions(await getContainer(), await headers()),
})

export const changeOwnPassword = action({
  input: changePasswordSchema,
  can: 'account.own',
  name: 'account.password',
  run: async ({ input, actor }) => own.changeOwnPassword(await getContainer(), actor, await headers(), input),
})
