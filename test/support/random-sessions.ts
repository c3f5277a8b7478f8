import fc from 'fast-check'
import type { SmtpQuestion } from '@/lib/xmail/policy'
import { account, FILES, password, pick, rarely, VARIABLES } from './random-mail-root'

/** A MailRoot without its indexed tables, and one session with it. */
export interface RandomSession {
  readonly vars: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string | null>>
  readonly peer: string
  readonly question: Omit<SmtpQuestion, 'client'>
}

const sender = pick(
  '',
  'x@y.test',
  'x@y.test',
  'X@rude.NET',
  'xmailuser@xmailserver.test',
  'x@[127.0.0.1]',
  '@a,@b:x@y.test',
  'x',
  'x@',
  'x@y.',
  'x@y z',
  'a.b-c@d',
  '.x@y',
  'x@[1.2.3',
  'x@[::1]',
  'info-x@q.test',
  '"x"@y.test',
  'x@y.test> SIZE=2000 <',
  'x@y.test>  SIZE=2000 <',
  'x@[2130706433]',
)
const recipient = pick(
  'xmailuser@xmailserver.test',
  'XmailUser@xmailserver.test',
  'postmaster@alias.test',
  'xmailuser@a.wild.test',
  'again@xmailserver.test',
  'away@xmailserver.test',
  'second@xmailserver.test',
  'info-x@xmailserver.test',
  'info-ax@xmailserver.test',
  'info-ax@second.test',
  'any@second.test',
  'odd@second.test',
  'list@xmailserver.test',
  'Run@XmailServer.test',
  'run@alias.test',
  'nosuch@xmailserver.test',
  'x@remote.test',
  'x@a.remote.test',
  'x@REMOTE.test',
  '',
  'postmaster',
  '@a:x@remote.test',
  '@remote.test:xmailuser@xmailserver.test',
  'x@',
  'x@@y',
)

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => rarely(arbitrary, 3)

export const randomSession: fc.Arbitrary<RandomSession> = fc.record({
  vars: fc.record(VARIABLES).map(withoutNulls),
  files: fc.record(FILES),
  peer: fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 255 }))
    .map(([c, d]) => `127.0.${c}.${d}`),
  question: fc.record({
    tls: pick('none', 'none', 'starttls'),
    signIn: orNull(fc.record({ mechanism: pick('PLAIN', 'LOGIN'), user: account, password })),
    vrfy: orNull(fc.oneof(recipient, pick('a b', ' ', 'x@y z'))),
    etrn: orNull(pick('remote.test', '', 'a b')),
    from: sender,
    sizeBytes: orNull(pick(0, 1023, 1024, 1025, 5000)),
    rcpt: recipient,
  }),
})

function withoutNulls(vars: Readonly<Record<string, string | null>>): Record<string, string> {
  const entries = Object.entries(vars).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(entries)
}
