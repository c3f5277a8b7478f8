import { type Fault, fault } from '@/lib/errors'

/** The one budget of a call: time and the caller's signal. Whatever waits, waits under it. */
export interface Deadline {
  /** Why the call must end (TIMED_OUT {seconds}, CANCELLED); null while it may go on. */
  readonly cut: Fault | null
  /** Calls back once when the call must end, at once if it already must. Gives back how to stop listening. */
  onCut(listener: (cut: Fault) => void): () => void
  /** Ends timer and listening. Without it a finished call would hold the process until its time-out. */
  dispose(): void
}

/** Longer would overflow into "at once". */
const MAX_TIMER_MS = 2 ** 31 - 1

export function startDeadline(timeoutMs: number, signal?: AbortSignal): Deadline {
  const listeners = new Set<(cut: Fault) => void>()
  let cut: Fault | null = null
  const end = (why: Fault): void => {
    if (cut) return
    cut = why
    dispose()
    for (const listener of listeners) listener(why)
    listeners.clear()
  }
  const onAbort = (): void => end(fault('CANCELLED'))
  const onTimeout = (): void => end(fault('TIMED_OUT', { seconds: Math.round(timeoutMs / 100) / 10 }))
  const timer = setTimeout(onTimeout, Math.min(timeoutMs, MAX_TIMER_MS))
  const dispose = (): void => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()

  return {
    get cut() {
      return cut
    },
    onCut(listener) {
      if (cut) listener(cut)
      else listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose,
  }
}

/** The budget of one step of a call: it ends with the call, or sooner. */
export function startShorterDeadline(call: Deadline, timeoutMs: number): Deadline {
  const controller = new AbortController()
  const step = startDeadline(timeoutMs, controller.signal)
  const stopListening = call.onCut(() => controller.abort())
  return {
    get cut() {
      return call.cut ?? step.cut
    },
    onCut: step.onCut,
    dispose() {
      stopListening()
      step.dispose()
    },
  }
}
