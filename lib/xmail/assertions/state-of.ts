import { findDecider } from './find-decider'
import type { Played } from './play'
import { type AssertionState, HOLDS, unread } from './state'

/** What one played case says of a sentence. `wanted`: the answer with which the sentence is true. */
export function stateOf(played: Played, client: string | null, wanted: boolean): AssertionState {
  const { question } = played
  if (played.kind === 'unread') return unread(played.path)
  if (played.kind === 'depends') {
    const told = [true, false].flatMap((yes) => played.ways.findLast(({ holds }) => holds === yes) ?? [])
    const ways = told.map(({ assumed, holds }) => ({ assumed, holds: holds === wanted }))
    return { kind: 'unknown', why: 'depends', example: { client, question }, ways }
  }
  if (played.yes === wanted) return HOLDS
  const example = { client, question, decider: findDecider(played.trace, played.yes) }
  return { kind: 'broken', example, reach: null, isPartial: false }
}
