import 'server-only'
import { z } from 'zod'
import { type Fault, fault, ok } from '@/lib/errors'
import { mayConfirm } from '@/lib/people/may-confirm'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import {
  type IpmapRequestReading,
  ipmapRequestSchema,
  isIpmapPath,
  readIpmap,
  readIpmapRequest,
} from '@/lib/xmail/tables'
import { action } from '../action'
import { getContainer } from '../container'
import { stageEdit } from './stage-edit'

const ipmapPath = z.custom<MailRootPath>(
  (value) => typeof value === 'string' && parseMailRootPath(value).ok && isIpmapPath(value),
)

/**
 * Puts rules into the draft: the same reading of the same text as in the browser, refused for the same reasons. The text
 * and not the rules, which would be several times as long for a list of 100,000 networks.
 */
export const stageAccessRules = action({
  input: ipmapRequestSchema.extend({ serverId: z.string().min(1).max(100), path: ipmapPath }),
  can: 'draft.edit',
  name: 'draft.access.add',
  detail: ({ path }) => ({ path }),
  run: async ({ input, actor }) => {
    const { serverId, path } = input
    return stageEdit(await getContainer(), {
      serverId,
      person: actor,
      path,
      makeEdit: (drafted) => {
        const reading = readIpmapRequest(readIpmap(drafted), input, mayConfirm(actor.role))
        return reading.edit
          ? ok({ table: 'ipmap', path, ...reading.edit })
          : { ok: false, error: refusal(reading) }
      },
    })
  },
})

function refusal({ problems, asksHoles }: IpmapRequestReading): Fault {
  const [first] = problems
  if (first?.fault) return { ...first.fault, field: 'text' }
  return asksHoles
    ? fault('CONFIRMATION_NEEDED', undefined, 'holesMeant')
    : fault('ADDRESS_EMPTY', undefined, 'text')
}
