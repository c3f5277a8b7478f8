import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeMailRoot } from '../small-disk'
import type { Place } from './place'

/** A folder of this machine. */
export async function openLocal(): Promise<Place> {
  const { mailRoot, disk, remove } = makeMailRoot()
  writeFileSync(join(mailRoot, 'server.tab'), '"RootDomain"\t"example.test"\n')
  return {
    name: 'local',
    mailRoot,
    connection: () => ({ kind: 'local', mailRoot }),
    secrets: {},
    wire: null,
    practice: null,
    disk,
    quietMs: 0,
    close: async () => remove(),
  }
}
