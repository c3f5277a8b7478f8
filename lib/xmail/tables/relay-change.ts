import { type Fault, fault } from '@/lib/errors'
import { formatNetwork, type Network } from '@/lib/xmail/net'
import { finish } from '@/lib/xmail/steps'
import { readTokens } from '@/lib/xmail/tab'
import {
  detailsOfFields,
  isReady,
  type MayConfirm,
  type NetworksReading,
  type RelayRequest,
  readNetworksInSteps,
} from './relay-request'
import { checkRowDetails, NO_DETAILS, parseRowDetails, printRowDetails } from './row-details'
import type { RelayRow } from './smtprelay'
import type { RelayEdit } from './smtprelay-edit'

export interface RelayChangeReading extends NetworksReading {
  /** The network that the row would have; null: it keeps its own, or what was typed is none. */
  readonly network: Network | null
  /** What is wrong with the network besides the trouble of single lines. */
  readonly networkFault: Fault | null
  /** What is wrong with the details, by the field. */
  readonly detailFault: Fault | null
  /** Nothing is different from what the row says. */
  readonly isSame: boolean
  /** Null while there is a problem, a question, or nothing to do. */
  readonly edit: Extract<RelayEdit, { op: 'replace' | 'note' }> | null
}

/** The fields of a row that is to be changed, as it is now. */
export function relayRequestOf(row: RelayRow): RelayRequest {
  const { text: note, ...details } = detailsOf(row)
  return { text: networkTextOf(row), typed: '', holesMeant: false, note, ...details }
}

/** Whether a row's network can be changed in its place, and not only what is noted about it. */
export function hasChangeableNetwork({ state, marks, reason }: RelayRow): boolean {
  // What is switched off is switched on first: then it is seen whom it lets in. Pieces of one line have no place.
  if (state === 'disabled' || marks.includes('split-line')) return false
  return reason !== 'only-blanks' && reason !== 'looks-like-comment'
}

/**
 * Understands what a row shall be from now on, against the other rows (the draft's own included): its network and what is
 * noted about it, in one edit. ROW_HOLDS_ONE_NETWORK {count} where a text is several networks. `today`: the console's
 * day, `2027-01-31`.
 */
export function readRelayChange(
  rows: readonly RelayRow[],
  row: RelayRow,
  request: RelayRequest,
  may: MayConfirm,
  today: string,
): RelayChangeReading {
  const isTyped = hasChangeableNetwork(row) && request.text.trim() !== networkTextOf(row)
  const others = rows.filter(({ line }) => line !== row.line)
  const reading = finish(readNetworksInSteps(others, { ...request, text: isTyped ? request.text : '' }, may))
  const [first = null] = reading.networks
  const count = reading.networks.length
  const networkFault =
    count > 1
      ? fault('ROW_HOLDS_ONE_NETWORK', { count }, 'text')
      : isTyped && reading.lines.length === 0
        ? fault('ADDRESS_EMPTY', undefined, 'text')
        : null
  // The same network in another writing is no change.
  const isOwn = first !== null && row.state === 'live' && formatNetwork(first) === row.cidr
  const network = networkFault || isOwn ? null : first
  const detailFault = checkDetails(row, request, today)
  const note = printRowDetails(detailsOfFields(request))
  const isNoted = note !== printRowDetails(detailsOf(row))
  const ready = !detailFault && !networkFault && (!isTyped || isReady(reading))
  return {
    ...reading,
    network,
    networkFault,
    detailFault,
    isSame: ready && network === null && !isNoted,
    edit: ready ? makeEdit(row, network, isNoted ? note : null, reading) : null,
  }
}

/** `note`: null where it stays. */
function makeEdit(
  { line, was }: RelayRow,
  network: Network | null,
  note: string | null,
  { confirmed }: NetworksReading,
): RelayChangeReading['edit'] {
  const row = { line, was }
  if (network === null) return note === null ? null : { op: 'note', row, text: note }
  return {
    op: 'replace',
    row,
    network: formatNetwork(network),
    ...(note !== null && { note }),
    confirmed: [...confirmed],
  }
}

/** An end that is over already may stay while something else is changed. */
function checkDetails(row: RelayRow, request: RelayRequest, today: string): Fault | null {
  const found = checkRowDetails(detailsOfFields(request), today)
  return found?.code === 'DAY_OVER' && request.until === detailsOf(row).until ? null : found
}

/** What the row's network is in the form: CIDR, or else as it stands in the line. */
function networkTextOf({ cidr, was }: RelayRow): string {
  return cidr ?? readTokens(was).slice(0, 2).join(' ').trim()
}

function detailsOf({ note }: RelayRow) {
  return note?.own ? parseRowDetails(note.text) : NO_DETAILS
}
