import { ok, type Result } from '@/lib/errors'
import type { ServiceAddress } from '@/lib/xmail/services'
import { openLine } from './open-line'
import { startLimit } from './socket-trouble'

export interface Reached {
  /** The service by its address instead of its name: every later attempt goes to the same machine. */
  readonly place: ServiceAddress
  /** This machine's own address on the way there. */
  readonly localAddress: string
}

/** Connects once, to learn both addresses. Errors: CANCELLED, TIMED_OUT, HOST_NOT_FOUND, UNREACHABLE. */
export async function reachService(
  place: ServiceAddress,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Result<Reached>> {
  const line = await openLine(place, startLimit(timeoutMs, signal))
  if (!line.ok) return line
  const { remoteAddress, localAddress } = line.value
  line.value.send('QUIT\r\n')
  line.value.close()
  return ok({ place: { host: remoteAddress, port: place.port }, localAddress })
}
