import { refusal } from '@/lib/xmail/policy/smtp/replies'

/** When a client gets a reply: while it connects, after its MAIL FROM, or with any error of a session. */
export type ReplyStage = 'connect' | 'mail' | 'reply'

export interface ReplyPreview {
  readonly stage: ReplyStage
  /** The line as the client gets it. */
  readonly line: string
}

/** `zone`: the block list of the example. */
const EXAMPLE_ZONE = 'bl.example.org'

/**
 * What clients are told by a text of server.tab (semantics.md 4, 6.1, 6.2, 6.4). `text` and `custom` (CustomSMTPMessage):
 * null where they are not set. While a client connects, its refusal is sent raw; in a session CustomSMTPMessage follows.
 * [] for variables that are no reply.
 */
export function previewReplies(name: string, text: string | null, custom: string | null): ReplyPreview[] {
  const inSession = (reply: string) => (custom === null ? reply : `${reply} - ${custom}`)
  switch (name) {
    case 'SmtpMsgIPBan':
      return [{ stage: 'connect', line: text ?? refusal(-130) }]
    case 'SmtpMsgIPBanSpammers':
      return [
        { stage: 'connect', line: text ?? refusal(-107) },
        { stage: 'mail', line: inSession(text ?? '551 Server access forbidden by your IP') },
      ]
    case 'SmtpMsgIPBanMaps':
      return [
        {
          stage: 'connect',
          line:
            text === null
              ? `550 Denied due inclusion of your IP inside (${EXAMPLE_ZONE})`
              : `${text} (${EXAMPLE_ZONE})`,
        },
      ]
    case 'SmtpMsgIPBanSpamAddress':
      return [{ stage: 'mail', line: inSession(text ?? '504 You are registered as spammer') }]
    case 'CustomSMTPMessage':
      return [{ stage: 'reply', line: text === null ? '550 Relay denied' : `550 Relay denied - ${text}` }]
    default:
      return []
  }
}
