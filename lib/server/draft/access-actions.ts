import 'server-only'
import { z } from 'zod'
import { type Fault, fault, ok, type Result } from '@/lib/errors'
import { formatNetwork, networksOf, understandNetworks } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import {
  type Edit,
  type IpmapRequestReading,
  type IpmapRule,
  ipmapRequestSchema,
  readIpmap,
  readIpmapRequest,
  rowRefSchema,
} from '@/lib/xmail/tables'
import { action } from '../action'
import { getContainer } from '../container'
import { mayConfirm } from './relay-actions'
import { stageEdit } from './stage-edit'

const serverId = z.string().min(1).max(100)
export const SERVICES = ['smtp', 'pop3', 'ctrl', 'finger'] as const
const service = z.enum(SERVICES)

const placeOf = (name: z.output<typeof service>) =>
  ({ table: 'ipmap', path: mailRootPath(`${name}.ipmap.tab`) }) as const

/** Puts rules into the draft: the same reading of the same text as in the browser, refused for the same reasons. */
export const stageAccessRules = action({
  input: ipmapRequestSchema.extend({ serverId, service }),
  can: 'draft.edit',
  name: 'draft.access.add',
  run: async ({ input, actor }) => {
    const place = placeOf(input.service)
    return stageEdit(await getContainer(), {
      serverId: input.serverId,
      person: actor,
      path: place.path,
      makeEdit: (drafted) => {
        const reading = readIpmapRequest(readIpmap(drafted), input, mayConfirm(actor.role))
        return reading.edit ? ok({ ...place, ...reading.edit }) : { ok: false, error: refusal(reading) }
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

/** An edit that needs nothing but its own input. */
function stagePlain<Shape extends z.ZodRawShape>(
  name: string,
  shape: Shape,
  makeEdit: (input: z.output<z.ZodObject<Shape>>, place: ReturnType<typeof placeOf>) => Result<Edit>,
) {
  return action({
    input: z.object({ serverId, service }).and(z.object(shape)),
    can: 'draft.edit',
    name,
    run: async ({ input, actor }) => {
      const place = placeOf(input.service)
      const edit = makeEdit(input, place)
      if (!edit.ok) return edit
      const world = await getContainer()
      return stageEdit(world, {
        serverId: input.serverId,
        person: actor,
        path: place.path,
        makeEdit: () => edit,
      })
    },
  })
}

export const stageAccessRemoval = stagePlain(
  'draft.access.remove',
  { rows: z.array(rowRefSchema).min(1).max(100_000) },
  ({ rows }, place) => ok({ ...place, op: 'remove', rows }),
)

export const stageAccessMove = stagePlain(
  'draft.access.move',
  { row: rowRefSchema, to: z.number().int().min(0) },
  ({ row, to }, place) => ok({ ...place, op: 'move', row, to }),
)

const presetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everyone') }),
  z.object({ kind: z.literal('nobody') }),
  z.object({ kind: z.literal('only'), network: z.string().max(200) }),
])

export const stageAccessPreset = stagePlain(
  'draft.access.preset',
  { preset: presetSchema },
  ({ preset }, place) => {
    const rules = rulesOf(preset)
    return rules.ok ? ok({ ...place, op: 'set', rules: rules.value }) : rules
  },
)

/**
 * The lists of the administrators' guide, with IPv6: there, `0.0.0.0` alone leaves every IPv6 client allowed, since a
 * client that no rule matches may connect (semantics.md 2.2, 2.3).
 */
function rulesOf(preset: z.output<typeof presetSchema>): Result<IpmapRule[]> {
  const all = (permission: IpmapRule['permission']): IpmapRule[] => [
    { network: '0.0.0.0/0', permission, precedence: 1 },
    { network: '::/0', permission, precedence: 1 },
  ]
  if (preset.kind !== 'only') return ok(all(preset.kind === 'everyone' ? 'ALLOW' : 'DENY'))
  const [entry, ...others] = understandNetworks(preset.network)
  if (!entry || others.length > 0) return { ok: false, error: fault('ADDRESS_EMPTY') }
  if (!entry.result.ok) return entry.result
  const networks = ['127.0.0.0/8', ...networksOf(entry.result.value).map(formatNetwork)]
  const allowed = networks.map(
    (network, i): IpmapRule => ({ network, permission: 'ALLOW', precedence: i + 2 }),
  )
  return ok([...all('DENY'), ...allowed])
}
