import 'server-only'
import { z } from 'zod'
import { action } from './action'
import { readAccountPermissions } from './queries/who-can-relay'

/** Reads what the next of a server's accounts may do. It asks for the permission itself and changes nothing. */
export const readNextPermissions = action({
  input: z.object({ serverId: z.string().min(1).max(100), from: z.number().int().min(0) }),
  can: 'server.read',
  name: null,
  run: ({ input }) => readAccountPermissions(input.serverId, input.from),
})
