import type { Dice } from '../dice'
import type { PlaceName } from '../places/place'
import type { Scenario } from '../scenario'
import type { WirePoint } from '../wire'

/** A moment somewhere on the wire while a draft is applied: behind a message, or at any byte of those that pass. */
export function drawPoint(dice: Dice, place: PlaceName, scenario: Scenario): WirePoint {
  const direction = dice.once(3) ? 'down' : 'up'
  const files = scenario.edits.length
  if (dice.once(3)) {
    const most = place === 'sftp' ? 15 + 25 * files : 8 + 4 * files
    return { direction, unit: 'messages', after: dice.int(1, most) }
  }
  // Among the commands and sign-ins as often as in the uploads behind them.
  const sizes = scenario.edits.map(({ path }) => scenario.files.get(path)?.length ?? 0)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  if (dice.once(2)) return { direction, unit: 'bytes', after: dice.int(1, 900) }
  const most = 600 + bytes * (direction === 'up' ? 1.2 : 3)
  return { direction, unit: 'bytes', after: dice.int(300, Math.ceil(most)) }
}

export function sayPoint({ direction, unit, after }: WirePoint): string {
  return `after ${after} ${unit} ${direction}`
}
