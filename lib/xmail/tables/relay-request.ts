import { z } from 'zod'
import type { Fault } from '@/lib/errors'
import { filterOfNetwork, formatNetwork, type Network, sizeOfFilter } from '@/lib/xmail/net'
import { finish, type Steps } from '@/lib/xmail/steps'
import { checkAdditionsInSteps } from './check-additions'
import { type Confirmation, confirmationsFor } from './check-network'
import { coverageOfInSteps } from './find-coverage'
import { type RequestedLine, readRequestedLinesInSteps } from './requested-lines'
import { checkRowDetails, printRowDetails, type RowDetails } from './row-details'
import { prepareRelayCheck, type RelayRow } from './smtprelay'
import type { RelayEdit } from './smtprelay-edit'

const detail = z.string().trim().max(500)
/** The details of a row as fields of a form. */
export const detailFieldsSchema = z.object({ note: detail, ticket: detail, owner: detail, until: detail })
export type DetailFields = z.infer<typeof detailFieldsSchema>

export function detailsOfFields({ note, ticket, owner, until }: DetailFields): RowDetails {
  return { text: note, ticket, owner, until }
}

/** What a person types into the field that takes anything, with its details and what they confirm. */
export const relayRequestSchema = detailFieldsSchema.extend({
  text: z.string().max(11_000_000),
  /** The network, typed once more, where it would open the server to strangers. */
  typed: z.string().trim().max(200).default(''),
  holesMeant: z.boolean().default(false),
})
export type RelayRequest = z.infer<typeof relayRequestSchema>

/** As many IPv4 addresses as a /8 has. */
const WIDEST_IN_ALL = 2 ** 24

/** What the person's role may confirm. */
export interface MayConfirm {
  readonly wide: boolean
  readonly holes: boolean
}

/** What was understood of the networks that were typed. */
export interface NetworksReading {
  readonly lines: readonly RequestedLine[]
  readonly problems: readonly RequestedLine[]
  /** The networks of all lines without trouble. */
  readonly networks: readonly Network[]
  /** Networks that need a confirmation; the first is what is asked about. */
  readonly wide: readonly Network[]
  readonly holes: readonly Network[]
  /** Whether that confirmation is still missing. */
  readonly asksWide: boolean
  readonly asksHoles: boolean
  readonly confirmed: readonly Confirmation[]
}

export interface RelayRequestReading extends NetworksReading {
  /** What is wrong with the details, by the field. */
  readonly detailFault: Fault | null
  /** Null while there is a problem, a question, or nothing. */
  readonly edit: Extract<RelayEdit, { op: 'add' }> | null
}

/**
 * Understands a request against the rows that are there (the draft's own included). The browser calls it at each key
 * press and the server once more: what one refuses, the other does too. `today`: the console's day, `2027-01-31`.
 */
export function readRelayRequest(
  rows: readonly RelayRow[],
  request: RelayRequest,
  may: MayConfirm,
  today: string,
): RelayRequestReading {
  return finish(readRelayRequestInSteps(rows, request, may, today))
}

export function* readRelayRequestInSteps(
  rows: readonly RelayRow[],
  request: RelayRequest,
  may: MayConfirm,
  today: string,
): Steps<RelayRequestReading> {
  const reading = yield* readNetworksInSteps(rows, request, may)
  yield
  const details = detailsOfFields(request)
  const detailFault = checkRowDetails(details, today)
  const note = printRowDetails(details)
  const networks = reading.networks.map(formatNetwork)
  const confirmed = [...reading.confirmed]
  const notes = note === '' ? {} : { notes: [note] }
  const edit = isReady(reading) && !detailFault ? { op: 'add' as const, networks, ...notes, confirmed } : null
  return { ...reading, detailFault, edit }
}

/** Understands what was typed as networks, checks it against the rows, and says what is still to be confirmed. */
export function* readNetworksInSteps(
  rows: readonly RelayRow[],
  { text, typed, holesMeant }: Pick<RelayRequest, 'text' | 'typed' | 'holesMeant'>,
  may: MayConfirm,
): Steps<NetworksReading> {
  const lines = yield* checkLines(rows, text, may)
  yield
  const problems = lines.filter((line) => line.fault)
  const networks = lines.flatMap((line) => (line.fault ? [] : line.networks))
  yield
  // Many narrow networks can open as much as a wide one.
  const isWideInAll =
    networks.reduce((sum, network) => sum + sizeOfFilter(filterOfNetwork(network)).v4, 0) > WIDEST_IN_ALL
  const wide = isWideInAll ? networks : networks.filter((network) => needs(network, 'open-relay'))
  const holes = networks.filter((network) => needs(network, 'netmask-holes'))
  const asksWide = wide[0] !== undefined && (!may.wide || typed !== formatNetwork(wide[0]))
  const asksHoles = holes.length > 0 && !holesMeant
  const confirmed: Confirmation[] = [
    ...(wide.length > 0 ? (['open-relay'] as const) : []),
    ...(holes.length > 0 ? (['netmask-holes'] as const) : []),
  ]
  return { lines, problems, networks, wide, holes, asksWide, asksHoles, confirmed }
}

/** Whether there are networks, and nothing to mend or to ask. */
export function isReady({ networks, problems, asksWide, asksHoles }: NetworksReading): boolean {
  return networks.length > 0 && problems.length === 0 && !asksWide && !asksHoles
}

function needs(network: Network, confirmation: Confirmation): boolean {
  return confirmationsFor([network]).includes(confirmation)
}

function* checkLines(rows: readonly RelayRow[], text: string, may: MayConfirm): Steps<RequestedLine[]> {
  // What may be confirmed is asked about later; what may not is trouble like any other.
  const allowed: Confirmation[] = [
    ...(may.wide ? (['open-relay'] as const) : []),
    ...(may.holes ? (['netmask-holes'] as const) : []),
  ]
  // Found in steps it is there for the check, which asks for it at once.
  yield* coverageOfInSteps(rows)
  return yield* readRequestedLinesInSteps(text, (networks) =>
    checkAdditionsInSteps(networks, prepareRelayCheck(rows, allowed)),
  )
}
