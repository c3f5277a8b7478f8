import type { AssertionState, Decider } from '@/lib/xmail/assertions'
import { tellGiven } from './tell-answer'
import { tellReach } from './tell-effects'
import { tell } from './words'

/** Of a sentence that does not hold, or cannot be told: of whom, for example whom, and what decides. */
export function tellState(state: AssertionState): string[] {
  if (state.kind === 'broken') {
    const { example, reach, isPartial } = state
    const client = example.client === null ? [] : [tell('assertions.example', { client: example.client })]
    const told = [...client, ...(example.decider ? [`Decided by ${placeOf(example.decider)}`] : [])]
    return [
      ...(reach ? [tell('assertions.notTrueOf', { addresses: tellReach(reach) }).replace(/:$/, '')] : []),
      ...(told.length > 0 ? [told.join(' ')] : []),
      ...(isPartial ? [tell('assertions.partial')] : []),
    ]
  }
  if (state.kind === 'holds') return []
  if (state.why === 'unread') return [tell('assertions.unread', { file: state.path })]
  if (state.why === 'undecided') return [tell('assertions.undecided')]
  const { client } = state.example
  return [
    client === null ? tell('assertions.dependsAny') : tell('assertions.depends', { client }),
    ...state.ways.map(({ holds, assumed }) => {
      const given = assumed.map((each) => tellGiven(each.on, each.given))
      return [tell(`assertions.${holds ? 'trueIf' : 'untrueIf'}`), ...given].join(' ')
    }),
  ]
}

/** As compilers name a place, so that editors find it. */
function placeOf({ file, line }: Decider): string {
  return line === null ? file : `${file}:${line}`
}
