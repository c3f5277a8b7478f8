import type { Kind } from '../trouble'
import { drawPoint, sayPoint } from './draw-point'

const HOW = ['once', 'again', 'down'] as const

/** The connection ends at some byte or behind some message. `again`: so does each later one; `down`: nothing is left. */
export const cut: Kind = {
  name: 'connection cut',
  places: ['sftp', 'practice', 'xmail'],
  weight: 5,
  draw(dice, { wire, name }, scenario) {
    const point = drawPoint(dice, name, scenario)
    const how = dice.pick(HOW)
    let hasStruck = false
    const arm = (): void => wire?.arm(point, strike)
    const strike = (): void => {
      hasStruck = true
      if (how === 'down') wire?.down()
      else wire?.cut()
      if (how === 'again') arm()
    }
    return {
      says: `cut ${how} ${sayPoint(point)}`,
      begin: arm,
      leavesWork: true,
      struck: () => hasStruck,
      lift() {
        wire?.disarm()
        wire?.restore()
      },
    }
  },
}
