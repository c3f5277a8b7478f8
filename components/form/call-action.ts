import { unstable_rethrow } from 'next/navigation'
import type { ActionResult } from '@/lib/errors'

/**
 * Calls an action so that a network that is gone, or a console that was replaced, becomes a fault beside the form. Thrown
 * on, it would replace the whole page and all that was typed into it.
 */
export async function callAction<T>(action: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await action()
  } catch (error) {
    unstable_rethrow(error)
    return { ok: false, error: { code: 'CONSOLE_UNREACHABLE' } }
  }
}
