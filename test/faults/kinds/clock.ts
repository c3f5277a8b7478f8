import { atWrite, type Kind } from '../trouble'

const HOUR_MS = 3_600_000
const JUMPS_MS = [
  -24 * HOUR_MS,
  -HOUR_MS,
  -90_000,
  90_000,
  HOUR_MS,
  24 * HOUR_MS,
  400 * 24 * HOUR_MS,
] as const

/** The clock of the console's machine is set, forwards or back, while it works. It stays so: no other clock is right. */
export const clock: Kind = {
  name: 'clock jumps',
  places: ['local', 'sftp', 'practice', 'xmail'],
  weight: 1,
  draw(dice, _place, scenario) {
    const jumpMs = dice.pick(JUMPS_MS)
    let offsetMs = 0
    const trouble = atWrite(dice, scenario, {
      says: `clock by ${jumpMs / 1000} s`,
      strike: () => {
        offsetMs = jumpMs
      },
      lift: () => {},
    })
    return { ...trouble, clockOffsetMs: () => offsetMs }
  },
}
