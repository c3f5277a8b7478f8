import type { Bounds } from './bounds'
import { netmaskBits, netmaskOfBits } from './netmask'

const TAB = 0x09
const QUOTE = 0x22
const DOT = 0x2e
const SLASH = 0x2f
const ZERO = 0x30

/** A prefix of IPv4 as one number: its first address times this, and its length. Numbers in order are blocks in order. */
const LENGTHS = 64
/** How many addresses a prefix of each length has. A power for each row would cost more than all the rest. */
const SIZES = Float64Array.from({ length: 33 }, (_, length) => 2 ** (32 - length))

/**
 * The IPv4 prefix of a line as nearly all lines are: `address/length`, or address and netmask without holes, in quotes
 * or bare, with plain decimal numbers. -1 for anything else, which `readTokens` and `readAddressFilter` must look at.
 * Reads no character twice and makes no text: files have 100,000 of them.
 */
export function readPlainBlock(content: string): number {
  const quoted = content.charCodeAt(0) === QUOTE
  const address = scanQuad(content, quoted ? 1 : 0)
  if (address < 0) return -1
  const { at } = scan
  if (content.charCodeAt(at) === SLASH) {
    const length = scanDecimal(content, at + 1, 32)
    return length >= 0 && endsField(content, scan.at, quoted) ? blockOf(address, length) : -1
  }
  const second = endsField(content, at, quoted) ? at + (quoted ? 2 : 1) : content.length
  const maskQuoted = content.charCodeAt(second) === QUOTE
  const mask = scanQuad(content, maskQuoted ? second + 1 : second)
  if (mask < 0 || !endsField(content, scan.at, maskQuoted)) return -1
  const { length } = netmaskOfBits(mask)
  return length === null ? -1 : blockOf(address, length)
}

export function blockOf(address: number, length: number): number {
  return ((address & netmaskBits(length)) >>> 0) * LENGTHS + length
}

/** Blocks in any order, nested or not, as a set. Sorts them in place. O(n log n), on plain numbers throughout. */
export function mergeBlocks(blocks: Float64Array): Bounds {
  const merged = new Float64Array(blocks.length * 2)
  let used = 0
  blocks.sort()
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] ?? 0
    const from = Math.floor(block / LENGTHS)
    const to = from + (SIZES[block - from * LENGTHS] ?? 0)
    const end = used > 0 ? (merged[used - 1] ?? 0) : -1
    if (from > end) {
      merged[used++] = from
      merged[used++] = to
    } else if (to > end) {
      merged[used - 1] = to
    }
  }
  return merged.subarray(0, used)
}

/** Where the last scan stopped: a second result without an object for each line. */
const scan = { at: 0 }

function scanQuad(text: string, from: number): number {
  let bits = 0
  scan.at = from
  for (let octets = 1; ; octets++) {
    const octet = scanDecimal(text, scan.at, 255)
    if (octet < 0) return -1
    bits = bits * 256 + octet
    if (octets === 4) return bits
    if (text.charCodeAt(scan.at) !== DOT) return -1
    scan.at++
  }
}

/** Without leading zeros, which would make it octal to a resolver. */
function scanDecimal(text: string, from: number, highest: number): number {
  let value = -1
  let at = from
  for (; ; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (!(digit >= 0 && digit <= 9) || value === 0) break
    value = value < 0 ? digit : value * 10 + digit
    if (value > highest) return -1
  }
  scan.at = at
  return value
}

/** Whether a field, whose closing quote is the next character if it has an opening one, is over here. */
function endsField(text: string, at: number, quoted: boolean): boolean {
  if (quoted && text.charCodeAt(at) !== QUOTE) return false
  const next = quoted ? at + 1 : at
  return next === text.length || text.charCodeAt(next) === TAB
}
