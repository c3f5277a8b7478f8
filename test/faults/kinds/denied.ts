import { chownSync } from 'node:fs'
import { becomeNobody, NOBODY, needsRoot } from '../nobody'
import { existing } from '../places/place'
import { atWrite, type Kind } from '../trouble'

/** The account may not write any more: what it writes to belongs to root, all of it or one file. */
export const denied: Kind = {
  name: 'permission denied',
  places: ['local', 'sftp', 'practice'],
  weight: 1,
  missing: needsRoot,
  draw(dice, place, scenario) {
    if (place.name !== 'sftp') return becomesNobody(dice, scenario)
    const [first] = scenario.edits
    const path = dice.once(2) && first ? first.path : ''
    const give = (id: number) => () => {
      for (const full of existing(place, [path])) chownSync(full, id, id)
    }
    return atWrite(dice, scenario, {
      says: `${path || 'the folder'} belongs to root`,
      owner: 'nobody',
      strike: give(0),
      lift: give(NOBODY),
    })
  },
}

/** The server, or the store, is in this process: it is the process that loses its rights. */
function becomesNobody(dice: Parameters<Kind['draw']>[0], scenario: Parameters<Kind['draw']>[2]) {
  let undo = (): void => {}
  return atWrite(dice, scenario, {
    says: 'the account has become nobody',
    strike: () => {
      undo = becomeNobody()
    },
    lift: () => undo(),
  })
}
