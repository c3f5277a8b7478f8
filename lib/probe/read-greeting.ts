import { ok, type Result } from '@/lib/errors'
import type { ServiceAddress } from '@/lib/xmail/services'
import { openLine } from './open-line'
import { startLimit } from './socket-trouble'

export interface GreetingProbe {
  readonly place: ServiceAddress
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/**
 * The last line that a service greets with, printable ASCII and at most 200 characters; null: it closes without a word.
 * Nobody signs in. Errors: CANCELLED, TIMED_OUT, HOST_NOT_FOUND, UNREACHABLE.
 */
export async function readGreeting({
  place,
  timeoutMs,
  signal,
}: GreetingProbe): Promise<Result<string | null>> {
  const line = await openLine(place, startLimit(timeoutMs, signal))
  if (!line.ok) return line
  try {
    for (;;) {
      const read = await line.value.readLine()
      if (!read.ok || read.value === null) return read
      // A greeting of SMTP may have more than one line.
      if (!/^\d{3}-/.test(read.value)) return ok(read.value.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 200))
    }
  } finally {
    // A session that is left open keeps server.tab from being written (semantics.md 0.3).
    line.value.send('QUIT\r\n')
    line.value.close()
  }
}
