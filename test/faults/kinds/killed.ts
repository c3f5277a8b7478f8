import type { Dice } from '../dice'
import type { Place } from '../places/place'
import type { Scenario } from '../scenario'
import { type Death, drawWrite, type Kind } from '../trouble'
import { drawPoint, sayPoint } from './draw-point'

/** The console is killed outright: at a step of its journal, in the middle of a message, or just so. */
export const killed: Kind = {
  name: 'console killed',
  places: ['local', 'sftp', 'practice', 'xmail'],
  weight: 2,
  draw(dice, place, scenario) {
    const death = drawDeath(dice, place, scenario)
    return {
      says: `killed ${sayDeath(death)}`,
      death,
      leavesWork: true,
      begin() {},
      struck: () => true,
      lift() {},
    }
  },
}

function drawDeath(dice: Dice, { name, wire }: Place, scenario: Scenario): Death {
  if (wire && dice.once(3)) return { wire: drawPoint(dice, name, scenario) }
  if (dice.once(4)) return { afterMs: dice.int(1, 80) }
  return { write: Math.max(1, drawWrite(dice, scenario)), when: dice.once(2) ? 'before' : 'after' }
}

function sayDeath(death: Death): string {
  if ('wire' in death) return sayPoint(death.wire)
  return 'write' in death ? `${death.when} write ${death.write}` : `after ${death.afterMs} ms`
}
