import 'server-only'
import { randomBytes } from 'node:crypto'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { recordAudit } from '@/lib/db/audit'
import { fault } from '@/lib/errors'
import { type ActionWorld, createActionBuilder } from './action-builder'
import { clientAddress } from './client-address'
import { getContainer } from './container'
import { isSameOrigin } from './same-origin'
import { currentPerson } from './session'

/** The one way to make a server action; see `createActionBuilder`. */
export const { action, publicAction } = createActionBuilder(openWorld)

async function openWorld(): Promise<ActionWorld> {
  const { env, limits, log, records } = await getContainer()
  return {
    currentPerson,
    checkOrigin: async () =>
      isSameOrigin(await headers(), env) ? null : fault('WRONG_ORIGIN', { origin: env.origin }),
    clientAddress: async () => clientAddress(await headers()),
    takePerson: (id) => limits.actions.take(id),
    takeAddress: (address) => limits.publicActions.take(address),
    recordAudit: (entry) => recordAudit(records, entry),
    log,
    newRequestId: () => randomBytes(6).toString('hex'),
    rethrowSignal: unstable_rethrow,
  }
}
