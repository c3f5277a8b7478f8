import { fromByteString, toByteString } from './byte-string'

/** From a character to its bytes (a byte string), without ASCII. */
export type CodeTable = ReadonlyMap<string, string>

const tables = new Map<'shift_jis' | 'euc-jp', CodeTable>()

/** The web has decoders for these encodings but no encoders, so this is a decoder turned round. Made on first use. */
export function codeTable(encoding: 'shift_jis' | 'euc-jp'): CodeTable {
  let table = tables.get(encoding)
  if (!table) {
    table = withTwins(turnRound(encoding, encoding === 'shift_jis' ? shiftJisCodes() : eucJpCodes()))
    tables.set(encoding, table)
  }
  return table
}

/** The first code of a character wins, as in the Encoding Standard. */
function turnRound(encoding: string, codes: readonly string[]): Map<string, string> {
  // A line end cannot be part of a code and ends a broken one: so one decoder call does for all.
  const characters = new TextDecoder(encoding).decode(fromByteString(codes.join('\n'))).split('\n')
  if (characters.length !== codes.length) throw new Error(`the decoder of ${encoding} took a line end`)
  const table = new Map<string, string>()
  for (const [i, character] of characters.entries()) {
    const code = codes[i] ?? ''
    if ([...character].length !== 1 || character === '\ufffd' || character < '\x80') continue
    if (!table.has(character)) table.set(character, code)
  }
  return table
}

function shiftJisCodes(): string[] {
  // Not 0xED and 0xEE: NEC's copy of the IBM kanji, which Windows and the Encoding Standard write from 0xFA on.
  const leads = [...range(0x81, 0x9f), ...range(0xe0, 0xec), ...range(0xef, 0xfc)]
  return [...range(0xa1, 0xdf).map(byte), ...pairs(leads, [...range(0x40, 0x7e), ...range(0x80, 0xfc)])]
}

function eucJpCodes(): string[] {
  const high = range(0xa1, 0xfe)
  const jis0208 = pairs(high, high)
  const halfWidth = pairs([0x8e], range(0xa1, 0xdf))
  return [...jis0208, ...halfWidth, ...jis0208.map((pair) => `\x8f${pair}`)]
}

/**
 * Characters that JIS has once and Unicode twice. Windows types the second of each pair, macOS and Linux the first, and
 * both mean the same code; the decoder gives one of them back.
 */
const TWINS = ['〜～', '−－', '‖∥', '—―', '¢￠', '£￡', '¬￢', '¦￤'] as const

function withTwins(table: Map<string, string>): CodeTable {
  for (const [one = '', other = ''] of TWINS) {
    const code = table.get(other) ?? table.get(one)
    if (code === undefined) continue
    if (!table.has(one)) table.set(one, code)
    if (!table.has(other)) table.set(other, code)
  }
  return table
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

function pairs(leads: readonly number[], trails: readonly number[]): string[] {
  return leads.flatMap((lead) => trails.map((trail) => toByteString(Uint8Array.of(lead, trail))))
}

function byte(code: number): string {
  return String.fromCharCode(code)
}
