import 'server-only'
import { z } from 'zod'
import { openDocument } from '@/lib/changes/plan'
import { readServer } from '@/lib/db/servers'
import { err, ok, type Result } from '@/lib/errors'
import { can, type Role } from '@/lib/people/roles'
import { findOwnAddresses, type NameServer, testZone } from '@/lib/probe/dns'
import { type Address, parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { mapsZoneSchema, readVariables } from '@/lib/xmail/variables'
import { action } from '../action'
import { type Container, getContainer } from '../container'
import { servicesOf } from '../services-of'

const serverId = z.string().min(1).max(100)
/** Null: the system's resolver. */
const nameServer = z
  .object({ address: z.string().max(60), port: z.number().int().min(1).max(65_535) })
  .nullable()

/**
 * Asks a block list about the addresses that tell whether it works, and about `own` ('': about none). Nothing but DNS
 * questions leave the console, and nothing but addresses comes back. Errors: ADDRESS_… in `nameServer` or `own`,
 * FORBIDDEN for a name server of one's own without the right to set up servers.
 */
export const testBlockList = action({
  input: z.object({ serverId, zone: mapsZoneSchema, nameServer, own: z.string().max(60) }),
  can: 'draft.edit',
  name: 'probe.block-list',
  detail: ({ zone, nameServer: asked }) => ({ zone, nameServer: asked }),
  run: async ({ input, actor }) => {
    const asked = checkNameServer(input.nameServer, actor.role)
    if (!asked.ok) return asked
    const own: Result<Address | null> = input.own === '' ? ok(null) : parseAddress(input.own)
    if (!own.ok) return { ok: false, error: { ...own.error, field: 'own' } }
    return ok(await testZone(input.zone, { nameServer: asked.value, own: own.value }))
  },
})

/** Where the server is seen from outside: its SMTP host, and the mail exchangers of its RootDomain. Errors: as above. */
export const findServerAddresses = action({
  input: z.object({ serverId, nameServer }),
  can: 'draft.edit',
  name: 'probe.own-address',
  run: async ({ input, actor }) => {
    const asked = checkNameServer(input.nameServer, actor.role)
    if (!asked.ok) return asked
    const world = await getContainer()
    const server = await readServer(world.records, input.serverId)
    if (!server) return err('NOT_FOUND')
    const host = servicesOf(server).smtp?.host ?? null
    const domain = await readRootDomain(world, input.serverId)
    return ok(await findOwnAddresses({ nameServer: asked.value, host, domain }))
  },
})

/** A name server somewhere is a request from this console to there: whoever sets up servers may choose it. */
function checkNameServer(asked: NameServer | null, role: Role): Result<NameServer | null> {
  if (asked === null) return ok(null)
  if (!can(role, 'server.configure')) return err('FORBIDDEN', { role })
  const address = parseAddress(asked.address)
  return address.ok ? ok(asked) : { ok: false, error: { ...address.error, field: 'nameServer' } }
}

async function readRootDomain({ stores }: Pick<Container, 'stores'>, id: string): Promise<string | null> {
  const path = mailRootPath('server.tab')
  const store = await stores.storeFor(id)
  const snapshot = store.ok ? await store.value.readSnapshot([path]) : store
  const document = snapshot.ok ? openDocument(snapshot.value.files.get(path), path) : snapshot
  if (!document.ok) return null
  const root = readVariables(document.value).find(
    ({ name, state }) => name === 'RootDomain' && state === 'live',
  )
  return root && mapsZoneSchema.safeParse(root.value).success ? root.value : null
}
