import { listInState } from '@/lib/db/revisions'
import type { OpenConsole } from './console'

const MOST_LOOKS = 12

/**
 * Lets the watch look until nothing is in doubt or on its way back any more. Longer and longer in between: XMail may
 * write for 100 s what it had been sent, and the watch itself rests up to five minutes.
 */
export async function settle(console: OpenConsole, passTime: (ms: number) => void): Promise<boolean> {
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const left = await listInState(console.records, ['applying', 'putting-back', 'in-doubt'])
    if (left.length === 0) return true
    if (looks > 0) passTime(20_000 + looks * 40_000)
    await console.look()
  }
  return false
}
