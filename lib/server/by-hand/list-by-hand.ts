import type { HandWay } from '@/lib/changes/by-hand/hand-way'
import { type LeftOut, whyLeftOut, whyNotShown } from '@/lib/changes/by-hand/left-out'
import type { FileChange } from '@/lib/changes/plan'
import type { MailRootPath } from '@/lib/xmail/path'

/** What of a change can be had to make it by hand. */
export interface ByHand {
  readonly way: HandWay['kind']
  /** Files that can be downloaded as they are to be. */
  readonly files: readonly MailRootPath[]
  /** Files that the commands leave out. */
  readonly leftOut: readonly LeftOut[]
}

export function listByHand(files: readonly FileChange[], way: HandWay['kind']): ByHand {
  return {
    way,
    files: files.filter((file) => file.after && !whyNotShown(file)).map(({ path }) => path),
    leftOut: files.flatMap((file) => {
      const because = whyLeftOut(file, way)
      return because ? [{ path: file.path, because }] : []
    }),
  }
}
