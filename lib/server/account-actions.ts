import 'server-only'
import { z } from 'zod'
import { ok } from '@/lib/errors'
import { action } from './action'
import { readKnownAccounts } from './queries/accounts'

/** The accounts of a server as `name@domain`, for a field that offers them. It asks for the permission itself. */
export const listAccountNames = action({
  input: z.object({ serverId: z.string().min(1).max(100) }),
  can: 'server.read',
  name: null,
  run: async ({ input }) => {
    const known = await readKnownAccounts(input.serverId)
    if (!known.ok) return known
    const accounts = known.value.accounts.filter(({ kind }) => kind === 'account')
    return ok(accounts.map(({ name, domain }) => `${name}@${domain}`))
  },
})
