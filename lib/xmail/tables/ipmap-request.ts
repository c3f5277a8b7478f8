import { z } from 'zod'
import { formatNetwork, type Network } from '@/lib/xmail/net'
import { remember } from '@/lib/xmail/remember'
import { finish, type Steps } from '@/lib/xmail/steps'
import { checkIpmapAdditionsInSteps } from './check-ipmap'
import { type Confirmation, confirmationsFor } from './check-network'
import type { IpmapRow } from './ipmap'
import { type IpmapEdit, ipmapRuleSchema } from './ipmap-edit'
import type { MayConfirm } from './relay-request'
import { type RequestedLine, readRequestedLinesInSteps } from './requested-lines'

/** What a person types to let networks connect, or to keep them out. */
export const ipmapRequestSchema = z.object({
  text: z.string().max(11_000_000),
  permission: ipmapRuleSchema.shape.permission,
  precedence: ipmapRuleSchema.shape.precedence,
  holesMeant: z.boolean().default(false),
})
export type IpmapRequest = z.infer<typeof ipmapRequestSchema>

export interface IpmapRequestReading {
  readonly lines: readonly RequestedLine[]
  readonly problems: readonly RequestedLine[]
  readonly networks: readonly Network[]
  readonly holes: readonly Network[]
  readonly asksHoles: boolean
  /** Null while there is a problem, a question, or nothing. */
  readonly edit: Extract<IpmapEdit, { op: 'add' }> | null
}

/** As `readRelayRequest`, for an access list: browser and server refuse the same. */
export function readIpmapRequest(
  rows: readonly IpmapRow[],
  request: IpmapRequest,
  may: Pick<MayConfirm, 'holes'>,
): IpmapRequestReading {
  return finish(readIpmapRequestInSteps(rows, request, may))
}

export function* readIpmapRequestInSteps(
  rows: readonly IpmapRow[],
  request: IpmapRequest,
  may: Pick<MayConfirm, 'holes'>,
): Steps<IpmapRequestReading> {
  const { permission, precedence } = request
  const allowed = may.holes ? (['netmask-holes'] as const) : []
  const lines = yield* readRequestedLinesInSteps(request.text, (networks) =>
    checkIpmapAdditionsInSteps(
      rows,
      networks.map((network) => ({ network, permission, precedence })),
      allowed,
    ),
  )
  yield
  const problems = lines.filter((line) => line.fault)
  const networks = lines.flatMap((line) => (line.fault ? [] : line.networks))
  const holes = networks.filter((network) => confirmationsFor([network]).includes('netmask-holes'))
  const asksHoles = holes.length > 0 && !request.holesMeant
  const ready = networks.length > 0 && problems.length === 0 && !asksHoles
  yield
  const rules = networks.map((network) => ({ network: formatNetwork(network), permission, precedence }))
  const confirmed: Confirmation[] = holes.length > 0 ? ['netmask-holes'] : []
  const edit = ready ? ({ op: 'add', rules, confirmed } as const) : null
  return { lines, problems, networks, holes, asksHoles, edit }
}

/** A precedence that wins over every rule there is, so that a new rule does what it says. */
export const nextPrecedence = remember((rows: readonly IpmapRow[]): number => {
  const highest = rows.reduce(
    (most, row) => (row.state === 'live' ? Math.max(most, row.precedence ?? 0) : most),
    0,
  )
  return Math.min(highest + 1, 2_147_483_647)
})
