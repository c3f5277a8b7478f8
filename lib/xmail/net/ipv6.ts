import { formatDottedQuad, readDottedQuad } from './ipv4'

const GROUPS = 8

/**
 * The textual forms of RFC 4291 2.2, as inet_pton takes them: eight groups, `::` for one or more zero groups, the last
 * 32 bits also as a dotted quad. No zone, no brackets. Null for anything else.
 */
export function readIpv6(text: string): bigint | null {
  if (!/^[0-9A-Fa-f:.]{2,45}$/.test(text)) return null
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = readGroups(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? readGroups(halves[1] ?? '', true) : []
  if (!head || !tail) return null
  const missing = GROUPS - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  let bits = 0n
  for (const group of [...head, ...new Array<number>(missing).fill(0), ...tail]) {
    bits = (bits << 16n) | BigInt(group)
  }
  return bits
}

function readGroups(text: string, atEnd: boolean): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const quad = atEnd && index === parts.length - 1 ? readDottedQuad(part) : null
      if (quad === null) return null
      groups.push(quad >>> 16, quad & 0xffff)
    } else {
      if (!/^[0-9A-Fa-f]{1,4}$/.test(part)) return null
      groups.push(Number.parseInt(part, 16))
    }
  }
  return groups
}

/** RFC 5952: lower case, the longest run of two or more zero groups (the first of equals) as `::`. */
export function formatIpv6(bits: bigint): string {
  // RFC 5952 section 5: IPv4-mapped addresses are shown with their IPv4 address.
  if (bits >> 32n === 0xffffn) return `::ffff:${formatDottedQuad(Number(bits & 0xffffffffn))}`
  const groups: number[] = []
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((bits >> shift) & 0xffffn))
  const run = longestZeroRun(groups)
  const hex = (part: number[]) => part.map((group) => group.toString(16)).join(':')
  if (run.length < 2) return hex(groups)
  return `${hex(groups.slice(0, run.start))}::${hex(groups.slice(run.start + run.length))}`
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let length = 0
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0
    if (length > best.length) best = { start: index - length + 1, length }
  }
  return best
}
