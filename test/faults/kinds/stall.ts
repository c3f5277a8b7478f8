import type { Kind } from '../trouble'
import { drawPoint, sayPoint } from './draw-point'

/** Nothing arrives any more, on this connection or on none at all; and what was held arrives when it is over. */
export const stall: Kind = {
  name: 'stall',
  places: ['sftp', 'practice', 'xmail'],
  weight: 2,
  draw(dice, { wire, name }, scenario) {
    const point = drawPoint(dice, name, scenario)
    const andNew = dice.once(3)
    let hasStruck = false
    return {
      says: `stall${andNew ? ' of all' : ''} ${sayPoint(point)}`,
      callMs: 500,
      begin: () =>
        wire?.arm(point, () => {
          hasStruck = true
          wire.stall(andNew)
        }),
      leavesWork: true,
      struck: () => hasStruck,
      lift() {
        wire?.disarm()
        wire?.restore()
      },
    }
  },
}
