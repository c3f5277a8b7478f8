import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import { finish, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import { type Address, parseAddress } from './address'
import { setOfRange } from './address-set'
import { netmaskOfBits } from './netmask'
import { type Network, networkOf } from './network'
import { hostPrefix, type Prefix, parsePrefix } from './prefix'
import {
  hasUnseenCharacters,
  type PastedField,
  splitFields,
  splitPasted,
  toHalfWidth,
  withoutComment,
} from './split-pasted'
import { toPrefixes } from './to-prefixes'

/** The field takes less than this: 10 MB, a million lines. */
export const MAX_CHARACTERS = 10_000_000
const MAX_LINES = 1_000_000

/** At most so many networks come from one text: enough for 100,000 pasted lines of which many are ranges. */
export const MAX_PREFIXES = 250_000

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
 * What could mean two things is refused, and so is anything behind the network but a `#` comment or an empty quoted
 * field: passed over, `192.0.2.0/24 DENY` would become a permission.
 * Errors, one a line: those of `parseAddress`, `parsePrefix` and `networkOf`, RANGE_BACKWARDS {first, last},
 * NETWORK_HAS_MORE {more}, INPUT_INVALID, INPUT_CONTROL_CHARACTERS; for the whole text INPUT_TOO_LARGE {limit} as the
 * only entry, also where it would give more than MAX_PREFIXES networks.
 */
export function understandNetworks(text: string): NetworkEntry[] {
  return finish(understandNetworksInSteps(text))
}

export function* understandNetworksInSteps(text: string): Steps<NetworkEntry[]> {
  if (text.length >= MAX_CHARACTERS) return [tooLarge(MAX_CHARACTERS)]
  const lines = splitPasted(text)
  if (lines.length >= MAX_LINES) return [tooLarge(MAX_LINES)]
  const entries: NetworkEntry[] = []
  let room = MAX_PREFIXES
  for (const { line, text: raw } of lines) {
    const result = understandLine(raw, room)
    if (result.ok) room -= result.value.kind === 'holes' ? 1 : result.value.prefixes.length
    // Stops here: one line of 80 characters can give 254 prefixes, and 10 MB of them would fill the memory.
    if (room < 0) return [tooLarge(MAX_PREFIXES)]
    entries.push({ line, text: raw.slice(0, 200), result })
    if (entries.length % ITEMS_A_STEP === 0) yield ITEMS_A_STEP
  }
  return entries
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

/** `room`: so many networks may still come; where there are more, one too many is enough. */
function understandLine(raw: string, room: number): Result<UnderstoodNetwork> {
  // The two most common forms first: 100,000 lines are read at each key press.
  if (/^[0-9A-Fa-f.:/]+$/.test(raw)) return understandOne(raw)
  const pair = DOTTED_PAIR.exec(raw)
  const quick = pair && understandPair(pair[1] ?? pair[2] ?? '', pair[3] ?? pair[4] ?? '')
  if (quick?.ok) return quick
  if (hasUnseenCharacters(raw)) return err('INPUT_CONTROL_CHARACTERS')
  const line = withoutComment(toHalfWidth(raw)).trim()
  // Some lists switch a line off with a semicolon in front.
  if (line.startsWith(';')) return err('INPUT_INVALID')
  const range = /^([0-9A-Fa-f.:]+)\s*[-~]\s*([0-9A-Fa-f.:]+)$/.exec(line)
  if (range) return understandRange(range[1] ?? '', range[2] ?? '', room)
  return understandFields(splitFields(line), room)
}

function understandRange(firstText: string, lastText: string, room: number): Result<UnderstoodNetwork> {
  const first = parseAddress(firstText)
  if (!first.ok) return first
  const last = parseAddress(lastText)
  if (!last.ok) return last
  if (first.value.version !== last.value.version) return err('INPUT_INVALID')
  if (first.value.bits > last.value.bits) return err('RANGE_BACKWARDS', { first: firstText, last: lastText })
  return ok({ kind: 'prefixes', prefixes: toPrefixes(setOfRange(first.value, last.value), room + 1) })
}

function understandFields(fields: readonly PastedField[], room: number): Result<UnderstoodNetwork> {
  const [first, second] = fields
  if (!first) return err('ADDRESS_EMPTY')
  const takesSecond = !first.text.includes('/') && second !== undefined && isMask(second.text)
  const rest = fields.slice(takesSecond ? 2 : 1)
  const otherNetwork = rest.some((field) => isNetworkLike(field.text))
  if (otherNetwork && fields.every((field) => field.text.includes('/'))) return understandList(fields, room)
  const result = takesSecond ? understandPair(first.text, second.text) : understandOne(first.text)
  if (!result.ok && areOneAddress(fields)) {
    return err('ADDRESS_HAS_BLANKS', { address: fields.map((field) => field.text).join('') })
  }
  const more = rest.find((field) => field.text !== '')
  // Also before an offer: taking it would replace the line, and what stands behind would be lost.
  if (more && (result.ok || offersAnother(result.error))) return hasMore(more.text)
  // `not 192.0.2.0/24`: the first word is what is wrong, but calling it a host name would not help.
  return !result.ok && otherNetwork && result.error.code !== 'NETWORK_HAS_MORE'
    ? err('INPUT_INVALID')
    : result
}

function offersAnother({ details }: Fault): boolean {
  return details?.network !== undefined || details?.meaning !== undefined
}

function hasMore(more: string): Result<never> {
  return err('NETWORK_HAS_MORE', { more: more.slice(0, 80) })
}

function understandList(fields: readonly PastedField[], room: number): Result<UnderstoodNetwork> {
  const prefixes: Prefix[] = []
  for (const field of fields.slice(0, room + 1)) {
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
  const second = parseAddress(maskText)
  if (second.ok && !isMaskShaped(second.value)) {
    return isInvertedMask(second.value)
      ? err('NETMASK_INVALID', { netmask: maskText.slice(0, 80) })
      : hasMore(maskText)
  }
  const network = networkOf(address.value, maskText)
  if (!network.ok) return network
  return ok(
    network.value.kind === 'holes' ? network.value : { kind: 'prefixes', prefixes: [network.value.prefix] },
  )
}

/** `192. 0.2.1`: each piece alone is some other mistake, together they are an address with a blank in it. */
function areOneAddress(fields: readonly PastedField[]): boolean {
  if (fields.length < 2 || fields.length > 4) return false
  if (fields.some(({ text }) => text === '' || parseAddress(text.split('/', 1)[0] ?? '').ok)) return false
  return understandOne(fields.map((field) => field.text).join('')).ok
}

/**
 * Whether the second address of a line is meant as a netmask. One with holes only where it starts with 255: in
 * `10.0.0.1,10.0.0.2` the second is a further address, and as a netmask it would let millions in.
 */
function isMaskShaped({ version, bits }: Address): boolean {
  // A netmask of IPv6 has its own message.
  if (version === 6) return bits >> 112n === 0xffffn || bits === 0n
  return bits >>> 24 === 255 || netmaskOfBits(bits).length !== null
}

/** `0.0.0.255`, as routers have it. No host has an address that starts with 0. */
function isInvertedMask({ version, bits }: Address): boolean {
  return version === 4 && (bits >>> 24 === 0 || (bits & (bits + 1)) === 0)
}

function isMask(text: string): boolean {
  return /^\s*(\/\d+|[\d.]*\d[\d.]*|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)\s*$/.test(text)
}

function isNetworkLike(text: string): boolean {
  return /^\d+\.[\d.]*(\/|$)/.test(text) || parseAddress(text.split('/', 1)[0] ?? '').ok
}
