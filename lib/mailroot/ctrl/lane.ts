import { ok, type Result } from '@/lib/errors'
import type { Deadline } from '../deadline'

/** One call at a time, in the order they came. */
export class Lane {
  #last: Promise<void> = Promise.resolve()

  /** Waits for this call's turn; gives back how to end it. Errors: TIMED_OUT, CANCELLED, and the turn goes on. */
  async enter(deadline: Deadline): Promise<Result<() => void>> {
    const before = this.#last
    let leave = (): void => {}
    this.#last = new Promise((resolve) => {
      leave = resolve
    })
    let stopListening = (): void => {}
    const isCut = new Promise<'cut'>((resolve) => {
      stopListening = deadline.onCut(() => resolve('cut'))
    })
    await Promise.race([before, isCut])
    stopListening()
    if (!deadline.cut) return ok(leave)
    void before.then(leave)
    return { ok: false, error: deadline.cut }
  }
}
