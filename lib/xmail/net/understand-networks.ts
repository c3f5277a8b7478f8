import { err, fault, ok, type Result } from '@/lib/errors'
import { parseAddress } from './address'
import { setOfRange } from './address-set'
import { type Network, networkOf } from './network'
import { hostPrefix, type Prefix, parsePrefix } from './prefix'
import { hasUnseenCharacters, type PastedField, splitFields, splitPasted, toHalfWidth } from './split-pasted'
import { toPrefixes } from './to-prefixes'

/** The field takes less than this: 10 MB, a million lines. */
const MAX_CHARACTERS = 10_000_000
const MAX_LINES = 1_000_000

/** What a person meant by one line: prefixes (a range may need several), or an address and a netmask with holes. */
export type UnderstoodNetwork =
  | { readonly kind: 'prefixes'; readonly prefixes: readonly Prefix[] }
  | Extract<Network, { kind: 'holes' }>

/** One line of the field. `line` is 1-based, as people count; blank and comment lines have no entry. */
export interface NetworkEntry {
  readonly line: number
  readonly text: string
  readonly result: Result<UnderstoodNetwork>
}

/**
 * The field that takes anything: CIDR, address and netmask (divided by a blank, TAB, comma or slash), a range `a-b`, a
 * bare address (one host), lines of a TAB file with their quotes, a column of a CSV. Several CIDRs may share a line.
 * What could mean two things is refused.
 * Errors, one a line: those of `parseAddress`, `parsePrefix` and `networkOf`, RANGE_BACKWARDS {first, last},
 * INPUT_INVALID, INPUT_CONTROL_CHARACTERS; for the whole text INPUT_TOO_LARGE {limit} as the only entry.
 */
export function understandNetworks(text: string): NetworkEntry[] {
  if (text.length >= MAX_CHARACTERS) return [tooLarge(MAX_CHARACTERS)]
  const lines = splitPasted(text)
  if (lines.length >= MAX_LINES) return [tooLarge(MAX_LINES)]
  return lines.map(({ line, text: raw }) => ({ line, text: raw.slice(0, 200), result: understandLine(raw) }))
}

/** What the edits of a table take, one by one. */
export function networksOf(understood: UnderstoodNetwork): Network[] {
  if (understood.kind === 'holes') return [understood]
  return understood.prefixes.map((prefix) => ({ kind: 'prefix', prefix }))
}

function tooLarge(limit: number): NetworkEntry {
  return { line: 1, text: '', result: { ok: false, error: fault('INPUT_TOO_LARGE', { limit }) } }
}

/** Two dotted fields, each with or without quotes: a row of smtprelay.tab. */
const DOTTED_PAIR = /^(?:"([0-9.]+)"|([0-9.]+))[\t ,;]+(?:"([0-9.]+)"|([0-9.]+))$/

function understandLine(raw: string): Result<UnderstoodNetwork> {
  // The two most common forms first: 100,000 lines are read at each key press.
  if (/^[0-9A-Fa-f.:/]+$/.test(raw)) return understandOne(raw)
  const pair = DOTTED_PAIR.exec(raw)
  const quick = pair && understandPair(pair[1] ?? pair[2] ?? '', pair[3] ?? pair[4] ?? '')
  if (quick?.ok) return quick
  if (hasUnseenCharacters(raw)) return err('INPUT_CONTROL_CHARACTERS')
  // A comment behind the network, as lists have it. XMail knows none there, so it can't be part of a field.
  const line = toHalfWidth(raw)
    .replace(/\s#.*$/, '')
    .trim()
  const range = /^([0-9A-Fa-f.:]+)\s*[-~]\s*([0-9A-Fa-f.:]+)$/.exec(line)
  if (range) return understandRange(range[1] ?? '', range[2] ?? '')
  return understandFields(splitFields(line))
}

function understandRange(firstText: string, lastText: string): Result<UnderstoodNetwork> {
  const first = parseAddress(firstText)
  if (!first.ok) return first
  const last = parseAddress(lastText)
  if (!last.ok) return last
  if (first.value.version !== last.value.version) return err('INPUT_INVALID')
  if (first.value.bits > last.value.bits) return err('RANGE_BACKWARDS', { first: firstText, last: lastText })
  return ok({ kind: 'prefixes', prefixes: toPrefixes(setOfRange(first.value, last.value)) })
}

function understandFields(fields: readonly PastedField[]): Result<UnderstoodNetwork> {
  const [first, second] = fields
  if (!first) return err('ADDRESS_EMPTY')
  const takesSecond = !first.text.includes('/') && second !== undefined && isMask(second.text)
  const rest = fields.slice(takesSecond ? 2 : 1)
  // A further network on the line: either all of them are CIDR, or it isn't clear which belongs to which.
  if (rest.some((field) => isNetworkLike(field.text))) {
    return fields.every((field) => field.text.includes('/')) ? understandList(fields) : err('INPUT_INVALID')
  }
  const result = takesSecond ? understandPair(first.text, second.text) : understandOne(first.text)
  return result.ok ? result : blamePieces(result, fields)
}

function understandList(fields: readonly PastedField[]): Result<UnderstoodNetwork> {
  const prefixes: Prefix[] = []
  for (const field of fields) {
    const prefix = parsePrefix(field.text)
    if (!prefix.ok) return prefix
    prefixes.push(prefix.value)
  }
  return ok({ kind: 'prefixes', prefixes })
}

function understandOne(text: string): Result<UnderstoodNetwork> {
  if (/\s/.test(text)) return err('ADDRESS_HAS_BLANKS', { address: text.slice(0, 80) })
  const slash = text.indexOf('/')
  if (slash < 0) {
    const address = parseAddress(text)
    return address.ok ? ok({ kind: 'prefixes', prefixes: [hostPrefix(address.value)] }) : address
  }
  if (/[.:]/.test(text.slice(slash + 1))) return understandPair(text.slice(0, slash), text.slice(slash + 1))
  const prefix = parsePrefix(text)
  return prefix.ok ? ok({ kind: 'prefixes', prefixes: [prefix.value] }) : prefix
}

function understandPair(addressText: string, maskText: string): Result<UnderstoodNetwork> {
  if (maskText.startsWith('/')) return understandOne(addressText + maskText)
  const address = parseAddress(addressText)
  if (!address.ok) return address
  if (/\s/.test(maskText)) return err('ADDRESS_HAS_BLANKS', { address: maskText.slice(0, 80) })
  const network = networkOf(address.value, maskText)
  if (!network.ok) return network
  return ok(
    network.value.kind === 'holes' ? network.value : { kind: 'prefixes', prefixes: [network.value.prefix] },
  )
}

/** `192. 0.2.1`: each piece alone is some other mistake, together they are an address with a blank in it. */
function blamePieces(
  result: Result<UnderstoodNetwork>,
  fields: readonly PastedField[],
): Result<UnderstoodNetwork> {
  if (fields.length < 2 || fields.length > 4 || parseAddress(fields[0]?.text ?? '').ok) return result
  const joined = fields.map((field) => field.text).join('')
  return understandOne(joined).ok ? err('ADDRESS_HAS_BLANKS', { address: joined }) : result
}

function isMask(text: string): boolean {
  return /^\s*(\/\d+|[\d.]*\d[\d.]*|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)\s*$/.test(text)
}

function isNetworkLike(text: string): boolean {
  return /^\d+\.[\d.]*(\/|$)/.test(text) || parseAddress(text.split('/', 1)[0] ?? '').ok
}
