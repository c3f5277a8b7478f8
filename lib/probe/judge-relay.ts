import { answersOf, type Decision, type SmtpAnswer } from '@/lib/xmail/policy'
import type { RelayCommand, RelayReply } from './try-relay'

/** Where an attempt ended, and with which words. */
export interface RelayEnd {
  readonly command: RelayCommand
  /** Null: closed without a word. */
  readonly reply: string | null
}

/** What the server's own files lead to expect. */
export interface ExpectedEnd extends RelayEnd {
  /** The recipient is one of the server's own: whatever the address looks like, nothing is passed on. */
  readonly isLocal: boolean
}

/**
 * `refused`: as it should be, in the words that were expected. `relays`: taken, for a recipient elsewhere. `local`: taken,
 * into a mailbox of the server. `differs`: refused otherwise than the files lead to expect.
 */
export type RelayVerdict = 'refused' | 'relays' | 'local' | 'differs'

const COMMANDS: readonly string[] = ['connect', 'ehlo', 'mail', 'rcpt'] satisfies RelayCommand[]

/** Every end that the decision can come to: what only name servers know leaves more than one. */
export function expectedEnds(decision: Decision<SmtpAnswer>): readonly ExpectedEnd[] {
  const ends = new Map<string, ExpectedEnd>()
  for (const { answer } of answersOf(decision)) {
    const { exchange, decidedBy, trace } = answer
    const step = exchange[decidedBy]
    if (!step || !COMMANDS.includes(step.command)) continue
    const isLocal = trace.some(
      ({ check, outcome }) => outcome === 'grants' && (check === 'local-domain' || check === 'command-alias'),
    )
    const end = { command: step.command as RelayCommand, reply: step.reply, isLocal }
    ends.set(JSON.stringify(end), end)
  }
  return [...ends.values()]
}

/** Where a real attempt ended: its last command. */
export function endOf(replies: readonly RelayReply[]): RelayEnd {
  const last = replies.at(-1)
  return { command: last?.command ?? 'connect', reply: last?.reply ?? null }
}

export function isTaken({ command, reply }: RelayEnd): boolean {
  return command === 'rcpt' && (reply?.startsWith('2') ?? false)
}

export function judgeRelay(real: RelayEnd, expected: readonly ExpectedEnd[]): RelayVerdict {
  if (isTaken(real)) {
    const taken = expected.filter(isTaken)
    return taken.length > 0 && taken.every(({ isLocal }) => isLocal) ? 'local' : 'relays'
  }
  return expected.some((end) => isSame(end, real)) ? 'refused' : 'differs'
}

function isSame(a: RelayEnd, b: RelayEnd): boolean {
  return a.command === b.command && words(a.reply) === words(b.reply)
}

/** Another release of XMail calls itself by another number, and that is all the difference. */
function words(reply: string | null): string | null {
  return reply?.replace(/\[XMail [\d.]+ /, '[XMail ') ?? null
}
