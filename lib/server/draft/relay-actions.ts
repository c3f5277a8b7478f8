import 'server-only'
import { z } from 'zod'
import { deleteDraft } from '@/lib/db/drafts'
import { type Fault, fault, ok } from '@/lib/errors'
import type { Role } from '@/lib/people/roles'
import { can } from '@/lib/people/roles'
import { mailRootPath } from '@/lib/xmail/path'
import {
  type MayConfirm,
  type RelayRequestReading,
  readRelay,
  readRelayRequest,
  relayRequestSchema,
} from '@/lib/xmail/tables'
import { action } from '../action'
import { dayOf } from '../console-day'
import { getContainer } from '../container'
import { discardEdit } from './discard-edit'
import { stageEdit } from './stage-edit'

const RELAY = { table: 'smtprelay', path: mailRootPath('smtprelay.tab') } as const
const serverId = z.string().min(1).max(100)

/** What a role may confirm when it adds networks. */
export function mayConfirm(role: Role): MayConfirm {
  return { wide: can(role, 'network.wide'), holes: can(role, 'netmask.holes') }
}

/** Puts networks into the draft: the same reading of the same text as in the browser, refused for the same reasons. */
export const stageRelayNetworks = action({
  input: relayRequestSchema.extend({ serverId }),
  can: 'draft.edit',
  name: 'draft.relay.add',
  run: async ({ input, actor }) => {
    const world = await getContainer()
    const today = dayOf(world.now())
    return stageEdit(world, {
      serverId: input.serverId,
      person: actor,
      path: RELAY.path,
      makeEdit: (drafted) => {
        const reading = readRelayRequest(readRelay(drafted), input, mayConfirm(actor.role), today)
        return reading.edit ? ok({ ...RELAY, ...reading.edit }) : { ok: false, error: refusal(reading) }
      },
    })
  },
})

function refusal({ problems, asksWide, asksHoles, detailFault }: RelayRequestReading): Fault {
  const [first] = problems
  if (first?.fault) return { ...first.fault, field: 'text' }
  if (detailFault) return detailFault
  if (asksWide) return fault('CONFIRMATION_NEEDED', undefined, 'typed')
  return asksHoles
    ? fault('CONFIRMATION_NEEDED', undefined, 'holesMeant')
    : fault('ADDRESS_EMPTY', undefined, 'text')
}

export const discardFromDraft = action({
  input: z.object({
    serverId,
    version: z.number().int(),
    edit: z.number().int().min(0),
    network: z.string().max(100).optional(),
  }),
  can: 'draft.edit',
  name: 'draft.discard',
  run: async ({ input, actor }) => discardEdit(await getContainer(), { ...input, person: actor }),
})

export const throwDraftAway = action({
  input: z.object({ serverId }),
  can: 'draft.edit',
  name: 'draft.throw-away',
  run: async ({ input, actor }) => {
    const { records } = await getContainer()
    await deleteDraft(records, input.serverId, actor.id)
    return ok(null)
  },
})
