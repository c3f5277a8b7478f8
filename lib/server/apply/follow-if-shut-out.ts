import type { FileBytes } from '@/lib/changes/apply'
import type { Container } from '../container'
import { followWayIn, keepWayIn } from './follow-way-in'
import { reachAnew } from './reach-anew'

type World = Pick<Container, 'records' | 'stores'>

/**
 * Where it is not known which side of files about this console's own password or pinned certificate is there, the stored
 * way in may not work any more: if the one that these files would lead to does, it is the right one, for only their
 * `after` lets it in.
 */
export async function followIfShutOut(
  world: World,
  serverId: string,
  files: readonly FileBytes[],
  pinsNew = false,
): Promise<void> {
  const followed = await followWayIn(world, serverId, files, pinsNew)
  if (!followed || (await reachAnew(world, serverId)) === null) return
  if ((await reachAnew(world, serverId, followed)) === null) await keepWayIn(world, serverId, followed)
}
