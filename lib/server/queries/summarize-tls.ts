import { daysLeft, readInstalled } from '@/lib/certificates'
import type { Snapshot } from '@/lib/mailroot/store'
import { toByteString } from '@/lib/xmail/tab'
import { CERT, KEY } from '../tls/read-tls-files'

/** What the overview says of certificate and key. `broken`: every handshake fails with them. */
export function summarizeTls(
  { files }: Snapshot,
  now: number,
): { state: 'absent' | 'unreadable' | 'broken' | 'present'; daysLeft: number | null } {
  const textOf = (path: typeof CERT) => {
    const file = files.get(path)
    return file?.state === 'present' ? toByteString(file.bytes) : null
  }
  // A file that is there and may not be read is no missing one.
  if (files.get(CERT)?.state === 'unreadable') return { state: 'unreadable', daysLeft: null }
  const pair = readInstalled({ certificate: textOf(CERT), key: textOf(KEY) }, [], now)
  if (pair.state !== 'present') return { state: pair.state, daysLeft: null }
  const isBroken =
    files.get(KEY)?.state !== 'unreadable' && pair.findings.some(({ weight }) => weight === 'breaks')
  return { state: isBroken ? 'broken' : 'present', daysLeft: daysLeft(pair.facts.validTo, now) }
}
