/** What a map can be asked. `client`: what becomes of a client of SMTP by its address, all tables together. */
export const LENSES = ['client', 'relay', 'spammers', 'smtp', 'pop3', 'ctrl', 'finger'] as const
export type Lens = (typeof LENSES)[number]

/**
 * What a client may do, from least to most. Codes only: pages put them into words.
 * - `refused`: no session at all.
 * - `no-relay`: mail for other servers is refused.
 * - `sign-in`: nobody sends without signing in.
 * - `waits`: each command waits.
 * - `sends`: mail for accounts of this server.
 * - `let-in`, `untouched`: the table does nothing to it.
 * - `spared`: whitelisted; the checks are skipped.
 * - `relays`: mail to anywhere, without signing in.
 * - `as-ipv4`: a place of IPv6 where XMail sees an IPv4 address, and does as with that (semantics.md 2.2).
 */
export const DOES = [
  'refused',
  'no-relay',
  'sign-in',
  'waits',
  'sends',
  'let-in',
  'untouched',
  'spared',
  'relays',
  'as-ipv4',
] as const
export type Does = (typeof DOES)[number]

/** Classes of each lens, from least to most. */
export const DOES_OF_LENS: Readonly<Record<Lens, readonly Does[]>> = {
  client: ['refused', 'sign-in', 'waits', 'sends', 'relays'],
  relay: ['no-relay', 'relays'],
  spammers: ['refused', 'sign-in', 'waits', 'untouched', 'spared'],
  smtp: ['refused', 'waits', 'let-in'],
  pop3: ['refused', 'let-in'],
  ctrl: ['refused', 'let-in'],
  finger: ['refused', 'let-in'],
}

export interface Outcome {
  readonly does: Does
  /** How long each command waits; also where a client that waits may do more than others. */
  readonly seconds: number
  /** The file that decides. Null: no file has a word about it. */
  readonly path: string | null
}

/** An outcome and the line that brings it. */
export interface Ruled extends Outcome {
  /** Index of the line, from 0; -1: no line, the file itself or its being missing. */
  readonly line: number
}

/** Whether somebody gains by one outcome becoming another (> 0), loses (< 0), or neither. */
export function compareOutcomes(before: Outcome, after: Outcome): number {
  return DOES.indexOf(after.does) - DOES.indexOf(before.does) || before.seconds - after.seconds
}
