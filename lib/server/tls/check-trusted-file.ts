import { openDocument, type Plan } from '@/lib/changes/plan'
import { type Fault, fault } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import { mailRootPath } from '@/lib/xmail/path'
import { readServerVariables, readTrustedFileState } from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'
import { TRUSTED } from './read-tls-files'

const SETTINGS = mailRootPath('server.tab')

/**
 * TRUSTED_FILE_MISSING where a plan would leave SSLUseCertsFile on without a certificate in certs.pem, which it was not
 * before: XMail would silently trust every authority of its computer, or refuse every handshake (semantics.md 11). Null
 * otherwise. Also: the fault of reading the file that the plan leaves alone.
 */
export async function checkTrustedFile(store: MailRootStore, plan: Plan): Promise<Fault | null> {
  const planned = new Map(plan.files.map((file) => [file.path, file]))
  if (!planned.has(SETTINGS) && !planned.has(TRUSTED)) return null
  const beside = planned.has(SETTINGS) ? TRUSTED : SETTINGS
  const sides = { before: new Map<string, Document | null>(), after: new Map<string, Document | null>() }
  for (const { path, beforeDocument, after, afterDocument } of plan.files) {
    sides.before.set(path, beforeDocument)
    sides.after.set(path, after && afterDocument)
  }
  if (!planned.has(beside)) {
    const snapshot = await store.readSnapshot([beside])
    if (!snapshot.ok) return snapshot.error
    const file = snapshot.value.files.get(beside)
    const document = file?.state === 'absent' ? null : openDocument(file, beside)
    if (document && !document.ok) return document.error
    for (const side of [sides.before, sides.after]) side.set(beside, document?.value ?? null)
  }
  return isMissing(sides.after) && !isMissing(sides.before) ? fault('TRUSTED_FILE_MISSING') : null
}

function isMissing(files: ReadonlyMap<string, Document | null>): boolean {
  const settings = files.get(SETTINGS)
  const isUsed = settings ? readServerVariables(settings).flag('SSLUseCertsFile', false) : false
  return isUsed && readTrustedFileState(files.get(TRUSTED) ?? null) !== 'present'
}
