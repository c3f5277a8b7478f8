import { readInstalled } from '@/lib/certificates'
import type { Plan } from '@/lib/changes/plan'
import { type Fault, fault } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { CERT, KEY } from '../tls/read-tls-files'

/**
 * KEY_FILE_MISMATCH where a plan would leave a server.cert that server.key does not fit; null where it leaves a pair, or
 * touches neither. The two edits of a pair can be taken back singly, and XMail would only say so by failing every
 * handshake (semantics.md 11). Also: the fault of reading the file that the plan leaves alone.
 */
export async function checkPair(store: MailRootStore, plan: Plan): Promise<Fault | null> {
  const planned = new Map(plan.files.map(({ path, after }) => [path, after]))
  if (!planned.has(CERT) && !planned.has(KEY)) return null
  const snapshot = await store.readSnapshot([CERT, KEY])
  if (!snapshot.ok) return snapshot.error
  const textOf = (path: typeof CERT) => {
    const file = snapshot.value.files.get(path)
    const bytes = planned.has(path) ? planned.get(path) : file?.state === 'present' ? file.bytes : null
    return bytes ? Buffer.from(bytes).toString('latin1') : null
  }
  // Taken back together, what was installed where there was none: then there is no TLS again, and nothing that fails.
  if (textOf(CERT) === null && textOf(KEY) === null) return null
  const pair = readInstalled({ certificate: textOf(CERT), key: textOf(KEY) }, [], 0)
  const fits = pair.state === 'present' && pair.findings.every(({ weight }) => weight !== 'breaks')
  return fits ? null : fault('KEY_FILE_MISMATCH')
}
