import { atWrite, type Kind } from '../trouble'

/** The disk is full, or has room for a part of the new file. */
export const fullDisk: Kind = {
  name: 'disk full',
  places: ['local', 'sftp', 'practice', 'xmail'],
  weight: 1,
  missing: ({ disk }) => (disk ? null : 'a tmpfs cannot be mounted here'),
  draw(dice, { disk }, scenario) {
    const leaveBytes = dice.pick([0, 0, 4_096, 8_192, 16_384])
    return atWrite(dice, scenario, {
      says: `disk full but for ${leaveBytes} bytes`,
      strike: () => disk?.fill(leaveBytes),
      lift: () => disk?.mend(),
    })
  },
}
