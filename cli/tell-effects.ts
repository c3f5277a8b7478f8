import type { Statement } from '@/components/changes/statements'
import type { PlainReach, VariableEffect, VariableState } from '@/lib/xmail/effects'
import { tell } from './words'

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
  const topic = tell(`effects.variable_${name.startsWith('SmtpConfig') ? 'SmtpConfig' : name}`)
  const change = tell('effects.fromTo', { before: tellState(before), after: tellState(after) })
  return `${MARKS[direction]} ${topic} (${name}): ${change}`
}

function tellState(state: VariableState | null): string {
  switch (state?.kind) {
    case undefined:
      return tell('effects.notSet')
    case 'switch':
      return tell(state.on ? 'effects.on' : 'effects.off')
    case 'letters':
      return tell(state.letters.includes('R') ? 'effects.lettersRelay' : 'effects.lettersNoRelay', {
        letters: state.letters || '–',
      })
    case 'does':
      return tellDoes(state)
    case 'zones':
      if (state.zones.length === 0) return tell('effects.noZones')
      return state.zones.map((zone) => `${zone.zone} (${tellDoes(zone)})`).join(', ')
    case 'config':
      return tell(`effects.needs${nameNeeds(state)}`)
    case 'methods':
      if (state.methods === null) return tell('effects.allMethods')
      return state.methods.length === 0 ? tell('effects.noMethods') : state.methods.join(', ')
  }
}

function tellDoes({ does, seconds }: { readonly does: string; readonly seconds: number }): string {
  return tell(`effects.does_${does}`, { seconds })
}

function nameNeeds({ mailAuth, wantTls }: { readonly mailAuth: boolean; readonly wantTls: boolean }): string {
  if (mailAuth && wantTls) return 'Both'
  if (mailAuth) return 'Auth'
  return wantTls ? 'Tls' : 'Nothing'
}
