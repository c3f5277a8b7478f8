import { fingerprintOf, parseCertificate } from '@/lib/certificates'
import type { Fault } from '@/lib/errors'
import { endOf, probeFinger, type Reached, readGreeting, tryRelay } from '@/lib/probe'
import { proveTls, type TlsService } from '@/lib/probe/tls'
import type { Gate } from '@/lib/xmail/assertions'
import type { TrickLines } from '@/lib/xmail/relay-tricks'
import { mailOutcome } from './expect-access'
import type { Found } from './probe'

/** For one attempt, all that it waits for included. */
export const TRY_MS = 15_000

export type TryAt = Pick<Reached, 'place' | 'localAddress'>

/** A first line, or what FINGER says to nobody: that shows as much as what it says of somebody, and tells nothing. */
export async function tryGate(gate: Gate, { place }: TryAt, signal: AbortSignal): Promise<Found> {
  if (gate === 'finger') return tryFinger(place, signal)
  const greeting = await readGreeting({ place, timeoutMs: TRY_MS, signal })
  if (!greeting.ok) return lost(greeting.error)
  const reply = greeting.value
  const isGreeted = /^(2\d\d |\+OK|\+0)/.test(reply ?? '')
  return { outcome: isGreeted ? 'greeted' : 'notGreeted', reply }
}

async function tryFinger(place: TryAt['place'], signal: AbortSignal): Promise<Found> {
  const { state } = await probeFinger({ place, query: '', timeoutMs: TRY_MS, signal })
  if (state === 'answering' || state === 'silent') return { outcome: state, reply: null }
  return { outcome: state === 'stalled' ? 'timedOut' : 'unreached', reply: null }
}

/** Up to RCPT TO: no mail is made. From the address that the first connection had, or the files would be asked of another. */
export async function tryMail(
  lines: TrickLines,
  { place, localAddress }: TryAt,
  signal: AbortSignal,
): Promise<Found> {
  const replies = await tryRelay({ place, localAddress, lines, timeoutMs: TRY_MS, signal })
  if (!replies.ok) return lost(replies.error)
  const { command, reply } = endOf(replies.value)
  return { outcome: mailOutcome(command, reply), reply }
}

/** `expected`: SHA-256 of the certificate that is to be shown. */
export async function tryTls(
  service: TlsService,
  expected: string | null,
  { place }: TryAt,
  signal: AbortSignal,
): Promise<Found> {
  const proof = await proveTls(service, place, { timeoutMs: TRY_MS, signal })
  switch (proof.state) {
    case 'secured': {
      const shown = parseCertificate(proof.certificate)
      const isExpected = shown !== null && fingerprintOf(shown) === expected
      return { outcome: isExpected ? 'certificate' : 'otherCertificate', reply: null }
    }
    case 'refused':
      return { outcome: 'notGreeted', reply: proof.reply }
    case 'not-offered':
      return { outcome: 'notOffered', reply: proof.reply }
    case 'not-reached':
      return { outcome: 'unreached', reply: null }
    case 'failed':
      return { outcome: 'noHandshake', reply: null }
    default:
      return { outcome: 'timedOut', reply: null }
  }
}

/** Closed at once with a reset is how a refusal without a word can look, too. */
function lost({ code, details }: Fault): Found {
  if (details?.reason === 'ECONNRESET') return { outcome: 'notGreeted', reply: null }
  return { outcome: code === 'TIMED_OUT' || code === 'CANCELLED' ? 'timedOut' : 'unreached', reply: null }
}
