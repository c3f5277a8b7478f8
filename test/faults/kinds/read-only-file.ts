import { chmodSync, chownSync } from 'node:fs'
import { becomeNobody, NOBODY, needsRoot } from '../nobody'
import { existing } from '../places/place'
import { atWrite, type Kind } from '../trouble'

/** One of the files may be read and not written, by its owner either. A file that is replaced by another can be. */
export const readOnlyFile: Kind = {
  name: 'file read-only',
  places: ['local', 'sftp', 'practice'],
  weight: 1,
  missing: needsRoot,
  draw(dice, place, scenario) {
    const paths = scenario.edits.filter(() => dice.once(2)).map(({ path }) => path)
    let undo = (): void => {}
    const trouble = atWrite(dice, scenario, {
      says: `${paths.join(', ') || 'no file'} read-only`,
      owner: 'nobody',
      strike: () => {
        for (const full of existing(place, paths)) chmodSync(full, 0o444)
      },
      lift: () => {
        undo()
        for (const full of existing(place, paths)) chmodSync(full, 0o644)
      },
    })
    return {
      ...trouble,
      begin() {
        // Those that were made since belong to root.
        for (const full of existing(place, paths)) chownSync(full, NOBODY, NOBODY)
        if (place.name !== 'sftp') undo = becomeNobody()
        trouble.begin()
      },
    }
  },
}
