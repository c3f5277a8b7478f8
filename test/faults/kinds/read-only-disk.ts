import { atWrite, type Kind } from '../trouble'

/** The file system becomes read-only, as one does that has found an error. */
export const readOnlyDisk: Kind = {
  name: 'disk read-only',
  places: ['local', 'sftp', 'practice', 'xmail'],
  weight: 1,
  missing: ({ disk }) => (disk ? null : 'a tmpfs cannot be mounted here'),
  draw: (dice, { disk }, scenario) =>
    atWrite(dice, scenario, {
      says: 'disk read-only',
      // Refused while a file is open for writing: then this write still gets through, and the run is one without trouble.
      strike: () => attempt(() => disk?.setReadOnly(true)),
      lift: () => disk?.mend(),
    }),
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {}
}
