import type { Statement } from '@/components/changes/statements'
import { wordsOfSetting, wordsOfState } from '@/components/changes/words-of-state'
import type { PlainReach, VariableEffect } from '@/lib/xmail/effects'
import { tell, type Values } from './words'

const MARKS = { opens: '+', closes: '-', neither: ' ' } as const

/** One thing that a change means, behind `+` where it opens something and `-` where it closes. */
export function tellStatement({ look, key, reach, names = [], more = 0, values = {} }: Statement): string {
  const who = reach ? tellReach(reach) : ''
  const others = more > 0 ? [tell('effects.more', { count: more })] : []
  const count = names.length + more
  const sentence = tell(`effects.${key}`, { who, count, ...values })
  return `${MARKS[look]} ${sentence}${names.length > 0 ? `: ${[...names, ...others].join(', ')}` : ''}`
}

/** Addresses as prefixes, with how many there are. */
export function tellReach({ prefixes, more, except, v4, v6 }: PlainReach): string {
  const rest = more > 0 ? [tell('effects.more', { count: more })] : []
  const beside = except.length > 0 ? ` except ${except.join(', ')}` : ''
  const ipv6 = v6 === '0' ? [] : [`${v6} of IPv6`]
  const counts = v4 === 0 ? ipv6 : [`${v4.toLocaleString('en')} of IPv4`, ...ipv6]
  return `${[...prefixes, ...rest].join(', ')}${beside} (${counts.join(', ')})`
}

export function tellVariable({ name, before, after, direction }: VariableEffect): string {
  const change = tellEffect('fromTo', {
    before: wordsOfState(tellEffect, before),
    after: wordsOfState(tellEffect, after),
  })
  return `${MARKS[direction]} ${wordsOfSetting(tellEffect, name)} (${name}): ${change}`
}

function tellEffect(key: string, values: Values = {}): string {
  return tell(`effects.${key}`, values)
}
