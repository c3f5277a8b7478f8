import type { MailRoot } from './mail-root'

/** Whether ctrl.ipmap.tab lets an address in. */
export async function isLetIn(_root: MailRoot, _peerAddress: string): Promise<boolean> {
  return true
}
