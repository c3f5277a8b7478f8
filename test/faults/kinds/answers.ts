import type { FaultTarget } from '@/lib/practice'
import type { Kind } from '../trouble'

const STEPS: readonly [FaultTarget, ...FaultTarget[]] = [
  'connect',
  'login',
  'upload',
  { verb: 'cfgfileset' },
  { verb: 'cfgfileget' },
  { verb: 'noop' },
]
/** Errors of XMail (semantics.md, appendix A); the last is none that it has. */
const CODES = ['-00002', '-00010', '-00019', '-00070', '-00143', '-00161', '-00214', '-00999'] as const

/** XMail refuses one step, and does nothing of it. */
export const answers: Kind = {
  name: 'refused by -00xxx',
  places: ['practice'],
  weight: 2,
  draw(dice, { practice }) {
    const to = dice.pick(STEPS)
    const code = dice.pick(CODES)
    const next = dice.once(3) ? 'close' : 'go-on'
    return {
      says: `${code} to ${typeof to === 'string' ? to : to.verb}, then ${next}`,
      begin: () => practice?.setFaults([{ kind: 'answer', to, bytes: `${code} Refused\r\n`, next }]),
      struck: () => true,
      lift: () => practice?.setFaults([]),
    }
  },
}
