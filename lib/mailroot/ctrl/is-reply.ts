import type { Reply } from '@/lib/xmail/ctrl'

/** Whether this is the positive reply that was hoped for. The sign counts too: `-00000` would have the same number. */
export function isReply(reply: Reply | null, code: number): reply is Reply & { readonly sign: '+' } {
  return reply?.sign === '+' && reply.code === code
}
