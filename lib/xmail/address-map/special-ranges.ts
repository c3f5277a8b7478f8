import { parsePrefix } from '@/lib/xmail/net'
import { type Block, holdsBlock } from './block'

/** Parts of IPv4 that are nobody’s own on the Internet (IANA’s special-purpose registry), by what they are for. */
export const SPECIAL_RANGES = [
  ['this-network', '0.0.0.0/8'],
  ['private', '10.0.0.0/8'],
  ['cgnat', '100.64.0.0/10'],
  ['loopback', '127.0.0.0/8'],
  ['link-local', '169.254.0.0/16'],
  ['private', '172.16.0.0/12'],
  ['documentation', '192.0.2.0/24'],
  ['private', '192.168.0.0/16'],
  ['benchmark', '198.18.0.0/15'],
  ['documentation', '198.51.100.0/24'],
  ['documentation', '203.0.113.0/24'],
  ['multicast', '224.0.0.0/4'],
  ['reserved', '240.0.0.0/4'],
] as const

export type SpecialUse = (typeof SPECIAL_RANGES)[number][0]

export interface SpecialRange {
  readonly use: SpecialUse
  readonly prefix: string
}

const READ = SPECIAL_RANGES.map(([use, prefix]) => ({ use, prefix, block: readSpecial(prefix) }))

/** The special range that a block lies in; else those that lie in it, at most three. */
export function specialRangesOf(block: Block): SpecialRange[] {
  const around = READ.filter((each) => holdsBlock(each.block, block))
  const found = around.length > 0 ? around : READ.filter((each) => holdsBlock(block, each.block))
  return found.slice(0, 3).map(({ use, prefix }) => ({ use, prefix }))
}

function readSpecial(text: string): Block {
  const read = parsePrefix(text)
  if (!read.ok || read.value.address.version === 6) throw new Error(`${text} is no prefix of IPv4`)
  return { start: read.value.address.bits, length: read.value.length }
}
