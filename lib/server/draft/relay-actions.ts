import 'server-only'
import { z } from 'zod'
import { type Fault, fault, ok } from '@/lib/errors'
import { mayConfirm } from '@/lib/people/may-confirm'
import { mailRootPath } from '@/lib/xmail/path'
import { type RelayRequestReading, readRelay, readRelayRequest, relayRequestSchema } from '@/lib/xmail/tables'
import { action } from '../action'
import { dayOf } from '../console-day'
import { getContainer } from '../container'
import { stageEdit } from './stage-edit'

const RELAY = { table: 'smtprelay', path: mailRootPath('smtprelay.tab') } as const
const serverId = z.string().min(1).max(100)

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
