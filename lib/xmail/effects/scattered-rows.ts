import { formatAddress, sizeOfFilter, spellOut } from '@/lib/xmail/net'
import {
  type Compile,
  compileGate,
  compileIpProperties,
  compileRelay,
  compileSpammers,
  type FilterRule,
} from '@/lib/xmail/policy'
import type { BothSides, Side } from './mail-root'

/** A row that only one side has, and whose netmask has too many holes for its addresses to be listed. */
export interface ScatteredRow {
  readonly path: string
  readonly change: 'added' | 'removed'
  /** From 1, in the file that has it. */
  readonly line: number
  /** `10.0.0.0 85.85.85.85`. */
  readonly network: string
  /** How many IPv4 addresses it matches: two to the power of its mask's zeros, exactly. */
  readonly addresses: number
}

export interface ScatteredRows {
  /** The first of them. */
  readonly rows: readonly ScatteredRow[]
  /** How many come after those. */
  readonly more: number
}

/** Those of all tables of addresses that differ. Time: that of reading them, so ask only where a set is partial. */
export function scatteredRows(sides: BothSides): ScatteredRows {
  const all = sides.paths.flatMap((path) => {
    const compile = readerOf(path)
    if (!compile || !sides.differs(path)) return []
    const before = rowsOf(sides.before, path, compile)
    const after = rowsOf(sides.after, path, compile)
    const without = (rows: Rows, others: Rows, change: ScatteredRow['change']) =>
      [...rows].flatMap(([text, row]) => (others.has(text) ? [] : [{ path, change, ...row }]))
    return [...without(after, before, 'added'), ...without(before, after, 'removed')]
  })
  const rows = all.slice(0, sides.shown)
  return { rows, more: all.length - rows.length }
}

type Row = Pick<ScatteredRow, 'line' | 'network' | 'addresses'>
/** By the text of their lines. */
type Rows = ReadonlyMap<string, Row>

type CompileRules = Compile<{ readonly rules: readonly FilterRule[] }>

function readerOf(path: string): CompileRules | null {
  if (path === 'smtprelay.tab') return compileRelay
  if (path === 'spammers.tab') return compileSpammers
  if (path === 'smtp.ipprop.tab') return compileIpProperties
  return path.endsWith('.ipmap.tab') ? compileGate : null
}

/** The same rows that the sets leave out: in the order in which they win, masks use up what a file may spread. */
function rowsOf(side: Side, path: string, compile: CompileRules): Rows {
  const rules = side.read(path, compile)?.rules ?? []
  const { unknown } = spellOut(rules.map(({ filter }) => filter))
  const rows = new Map<string, Row>()
  for (const { place, why } of unknown) {
    const rule = rules[place]
    const row = rule && why === 'too-scattered' ? describeRow(rule) : null
    if (rule && row) rows.set(side.files.get(path)?.lines[rule.line]?.raw.trimEnd() ?? '', row)
  }
  return rows
}

function describeRow({ line, filter }: FilterRule): Row | null {
  if (filter.kind !== 'network' || filter.version !== 4) return null
  const write = (bits: number) => formatAddress({ version: 4, bits: bits >>> 0 })
  const network = `${write(filter.address & filter.mask)} ${write(filter.mask)}`
  return { line: line + 1, network, addresses: sizeOfFilter(filter).v4 }
}
