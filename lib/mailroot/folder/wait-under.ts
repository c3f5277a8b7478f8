import type { Deadline } from '../deadline'
import { Trouble } from './disk'

/** Waits no longer than the deadline. What was begun may still come to its end, unwatched. */
export function waitUnder<T>(deadline: Deadline, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = deadline.onCut((cut) => reject(new Trouble(cut, true)))
    work.then(resolve, reject).finally(stopListening)
  })
}

/** Before a step that should not be begun at all once the call is over. */
export function stopIfCut({ cut }: Deadline): void {
  if (cut) throw new Trouble(cut)
}
