import { catalogEntry } from '@/lib/xmail/catalog'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { decideGate } from '@/lib/xmail/policy'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import type { MailRoot } from './mail-root'

const IPMAP = 'ctrl.ipmap.tab'

/** Whether ctrl.ipmap.tab lets an address in; read for each connection, as XMail does (semantics.md 2.3). */
export async function isLetIn(root: MailRoot, peerAddress: string): Promise<boolean> {
  if (!(await root.fileExists(IPMAP))) return true
  const text = await root.readText(IPMAP)
  const format = catalogEntry(mailRootPath(IPMAP))?.format
  const peer = parseAddress(peerAddress)
  // A file that is there and cannot be opened refuses everybody.
  if (text === null || !format || !peer.ok) return false
  return decideGate(parseDocument(fromByteString(text), format), peer.value).allow
}
