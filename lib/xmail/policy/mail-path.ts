import { readResolverAddress } from '@/lib/xmail/net'
import { askYesNo, type Walk, YES_NO } from './open-facts'

/** XMail takes no path as long as this or longer. */
const MAX_PATH_BYTES = 1024
const MAX_LITERAL_BYTES = 255

/** What USmtpGetPathStrings makes of a command: the elements of its path, or the error number of the 501. */
export type PathReading = { readonly elements: readonly string[] } | { readonly error: number }

const NO_PATH = -31
const BAD_ADDRESS = -132
const BAD_HOST = -260
const UNKNOWN_HOST = -40

/** The path between the first `<` and the next `>` (semantics.md 6.3, 3). Of the null sender there are no elements. */
export function* readPath(command: string): Walk<PathReading> {
  const open = command.indexOf('<')
  const close = open < 0 ? -1 : command.indexOf('>', open + 1)
  if (close < 0 || close - open - 1 >= MAX_PATH_BYTES) return { error: NO_PATH }
  const path = command.slice(open + 1, close)
  const error = path === '' ? null : yield* checkAddress(path)
  return error === null ? { elements: path.split(/[,:]+/).filter((each) => each !== '') } : { error }
}

/**
 * USmlValidAddress: dot-atom `@` dot-atom or `[address]`, with a source route before it or not. Null: it is valid, else
 * XMail's error number.
 */
export function* checkAddress(text: string): Walk<number | null> {
  let rest = text
  if (rest.startsWith('@')) {
    const route = yield* skipRoute(rest)
    if (typeof route === 'number') return route
    rest = route
  }
  const local = matchDotAtom(rest)
  if (local === '' || rest.charAt(local.length) !== '@') return BAD_ADDRESS
  const host = rest.slice(local.length + 1)
  const length = yield* hostLength(host)
  if (length < 0) return length
  return length === host.length ? null : BAD_HOST
}

/** What comes behind `@a,@b:`, or an error number. */
function* skipRoute(text: string): Walk<string | number> {
  let rest = text
  for (;;) {
    if (!rest.startsWith('@')) return BAD_ADDRESS
    rest = rest.slice(1)
    const length = yield* hostLength(rest)
    if (length < 0) return length
    const next = rest.charAt(length)
    rest = rest.slice(length + 1)
    if (next === ':') return rest
    if (next !== ',') return BAD_ADDRESS
  }
}

/** How long the host at the start of a text is, or an error number. */
function* hostLength(text: string): Walk<number> {
  if (!text.startsWith('[')) {
    const atom = matchDotAtom(text)
    return atom === '' ? BAD_ADDRESS : atom.length
  }
  const end = text.indexOf(']')
  if (end < 0 || end - 1 > MAX_LITERAL_BYTES) return BAD_ADDRESS
  const name = text.slice(1, end)
  const reading = readResolverAddress(name)
  if (!reading) return UNKNOWN_HOST
  const isAddress = 'address' in reading
  const isKnown = isAddress || (yield* askYesNo(undefined, { kind: 'resolves', name, answers: YES_NO }))
  return isKnown ? end + 1 : UNKNOWN_HOST
}

/**
 * A dot-atom at the start of a text; empty where there is none. A dot that no atom follows spoils it, also where it would
 * be whole without the dot.
 */
function matchDotAtom(text: string): string {
  const match = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(?:\.[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*/.exec(text)
  const atom = match?.[0] ?? ''
  return text.charAt(atom.length) === '.' ? '' : atom
}

/**
 * USmtpSplitEmailAddr: name and domain of one element of a path. Null: it is no address, as the elements of a source
 * route are none.
 */
export function* splitAddress(text: string): Walk<{ readonly name: string; readonly domain: string } | null> {
  if ((yield* checkAddress(text)) !== null) return null
  const at = text.indexOf('@')
  return at > 0 && at < text.length - 1 ? { name: text.slice(0, at), domain: text.slice(at + 1) } : null
}
