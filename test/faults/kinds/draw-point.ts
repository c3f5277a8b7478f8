import type { Dice } from '../dice'
import type { PlaceName } from '../places/place'
import type { Scenario } from '../scenario'
import type { WirePoint } from '../wire'

/** A moment somewhere on the wire while a draft is applied: behind a message, or at any byte of those that pass. */
export function drawPoint(dice: Dice, place: PlaceName, scenario: Scenario): WirePoint {
  const direction = dice.once(2) ? 'up' : 'down'
  const files = scenario.edits.length
  if (dice.once(2)) {
    const most = place === 'sftp' ? 15 + 25 * files : 8 + 4 * files
    return { direction, unit: 'messages', after: dice.int(1, most) }
  }
  // Near the beginning, where commands and sign-ins are, as often as anywhere.
  const sizes = scenario.edits.map(({ path }) => scenario.files.get(path)?.length ?? 0)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  const most = dice.once(2) ? 1_200 : 1_500 + bytes * (direction === 'up' ? 1.2 : 3)
  return { direction, unit: 'bytes', after: dice.int(1, Math.ceil(most)) }
}

export function sayPoint({ direction, unit, after }: WirePoint): string {
  return `after ${after} ${unit} ${direction}`
}
