import 'server-only'
import { z } from 'zod'
import { LENSES } from '@/lib/xmail/address-map'
import { action } from './action'
import { readAddressMap } from './queries/address-map'

/** Makes the map of another lens. It asks for the permission itself and changes nothing. */
export const askAddressMap = action({
  input: z.object({ serverId: z.string().min(1).max(100), lens: z.enum(LENSES), since: z.number().min(0) }),
  can: 'server.read',
  name: null,
  run: ({ input }) => readAddressMap(input.serverId, input.lens, input.since),
})
