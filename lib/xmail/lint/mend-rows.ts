import type { Fault } from '@/lib/errors'
import { parseNetwork } from '@/lib/xmail/net'
import { type Edit, prepareRelayCheck } from '@/lib/xmail/tables'
import { checkCoverage, checkHoles } from '@/lib/xmail/tables/check-network'
import { coverageOf } from '@/lib/xmail/tables/find-coverage'
import { type AddressRow, type AddressTable, refOf, replaceNetwork } from './address-tables'

/** A row that is to be written anew. */
export interface Wanted<Row extends AddressRow = AddressRow> {
  readonly row: Row
  /** Canonical text (`formatNetwork`). */
  readonly network: string
  /** The row as it would be read then: its permission, action or properties. */
  readonly as: AddressRow
}

/**
 * The edits that write these rows as they are wanted, each by itself; null where the table would refuse it, or where it
 * would open or close more than anybody should do by one click. A dead row that others make needless is taken out, unless
 * those are too wide to stay: with them mended as well, nothing would be left.
 */
export function mendRows(owner: AddressTable, wanted: readonly Wanted[]): (Edit | null)[] {
  if (wanted.length === 0) return []
  const faults = checkWanted(owner, wanted)
  const tooWide = linesTooWide(owner)
  return wanted.map(({ row, network, as }, i) => {
    const fault = faults[i]
    if (!fault) return fault === null ? replaceNetwork(owner, row, network, as) : null
    const by = Number(fault.details?.line) - 1
    const isNeedless = fault.code === 'NETWORK_DUPLICATE' || fault.code === 'NETWORK_COVERED'
    const isOther = fault.details?.entry === undefined && (owner.table !== 'spammers' || by < row.line)
    if (row.state !== 'dead' || !isNeedless || !isOther || tooWide.has(by)) return null
    return { table: owner.table, path: owner.path, op: 'remove', rows: [refOf(row)] }
  })
}

const TOO_WIDE = ['matches-everything', 'wide', 'netmask-holes'] as const

/** The lines of the rows that will hardly stay as they are: they take in everybody, or other peers than was meant. */
export function linesTooWide({ rows }: AddressTable): ReadonlySet<number> {
  const tooWide = (rows as readonly AddressRow[]).filter(
    ({ marks }) => marks.length > 0 && TOO_WIDE.some((mark) => marks.includes(mark)),
  )
  return new Set(tooWide.map(({ line }) => line))
}

/** By the table's own checks, against the rows that stay as they are; undefined: it cannot be written at all. */
function checkWanted(owner: AddressTable, wanted: readonly Wanted[]): (Fault | null | undefined)[] {
  const lines = new Set(wanted.map(({ row }) => row.line))
  const isKept = ({ line }: AddressRow) => !lines.has(line)
  const parsed = wanted.map(({ network, as }) => {
    const result = parseNetwork(network)
    return result.ok ? { as, network: result.value } : null
  })
  const check = checkerOf(owner, isKept)
  const known = parsed.flatMap((each, place) => (each ? [{ ...each, place }] : []))
  const faults: (Fault | null | undefined)[] = wanted.map(() => undefined)
  for (const [i, fault] of check(known).entries()) {
    const at = known[i]?.place
    if (at !== undefined) faults[at] = fault
  }
  return faults
}

type CheckedRow = Extract<AddressTable, { table: 'smtprelay' | 'spammers' }>['rows'][number]
type Known = readonly { readonly as: AddressRow; readonly network: NetworkOf }[]
type NetworkOf = Extract<ReturnType<typeof parseNetwork>, { ok: true }>['value']

function checkerOf(
  owner: AddressTable,
  isKept: (row: AddressRow) => boolean,
): (known: Known) => (Fault | null)[] {
  switch (owner.table) {
    // Whether the first or any row decides: one that others take in is not worth writing.
    case 'smtprelay':
    case 'spammers':
    case 'ipprop': {
      const check = prepareRelayCheck(keptOf(owner.rows as readonly CheckedRow[], isKept))
      return (known) => known.map(({ network }) => check(network))
    }
    case 'ipmap': {
      const rows = keptOf(owner.rows, isKept)
      const covering = { coverage: coverageOf(rows), rowAt: (id: number) => rows[id] }
      return (known) =>
        known.map(({ as, network }) => {
          const precedence = 'precedence' in as ? (as.precedence ?? 0) : 0
          const wins = (id: number) => (rows[id]?.precedence ?? 0) >= precedence
          return checkCoverage(network, covering, wins) ?? checkHoles(network, [])
        })
    }
  }
}

/** Dead rows take part in no check: where only such are to go, the list itself, whose coverage is remembered. */
function keptOf<Row extends AddressRow>(
  rows: readonly Row[],
  isKept: (row: AddressRow) => boolean,
): readonly Row[] {
  return rows.every((row) => row.state !== 'live' || isKept(row)) ? rows : rows.filter(isKept)
}
