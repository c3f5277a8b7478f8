import type { Exchange, SmtpQuestion } from '@/lib/xmail/policy'
import { openRaw, type RawConnection } from './raw-connection'

/** What a real server answered to one command of a session. */
export type Answer = Pick<Exchange, 'command' | 'reply' | 'closes'> & { readonly waitedMs: number }

interface Place {
  readonly port: number
  /** Source address, one of this machine's own. */
  readonly from: string
}

/** Acts a question out against a server: the same commands in the same order. There is never a DATA: no mail is made. */
export async function playSession(place: Place, question: SmtpQuestion): Promise<Answer[]> {
  const connection = await openRaw(place)
  try {
    const answers: Answer[] = []
    await hear(connection, answers, 'connect')
    for (const [command, line] of commandsOf(question)) {
      if (answers.at(-1)?.closes) break
      connection.send(`${line}\r\n`)
      await hear(connection, answers, command)
      if (answers.at(-1)?.reply?.startsWith('334')) {
        answers.pop()
        connection.send(`${inBase64(question.signIn?.password ?? '')}\r\n`)
        await hear(connection, answers, command)
      }
      if (command === 'starttls' && answers.at(-1)?.reply?.startsWith('220')) {
        // A server without a certificate hangs up in the middle of the handshake.
        const isUp = await connection.startTls().then(
          () => true,
          () => false,
        )
        const last = answers.pop()
        if (last) answers.push({ ...last, closes: !isUp })
      }
    }
    return answers
  } finally {
    connection.destroy()
  }
}

function commandsOf(question: SmtpQuestion): [Exchange['command'], string][] {
  const { tls, signIn, vrfy, etrn, from, rcpt, sizeBytes } = question
  const commands: [Exchange['command'], string][] = [['ehlo', 'EHLO client']]
  if (tls === 'starttls') commands.push(['starttls', 'STARTTLS'], ['ehlo', 'EHLO client'])
  if (signIn) commands.push(['auth', authLine(signIn.mechanism, signIn.user, signIn.password ?? '')])
  if (vrfy != null) commands.push(['vrfy', `VRFY ${vrfy}`])
  if (etrn != null) commands.push(['etrn', `ETRN ${etrn}`])
  if (from != null)
    commands.push(['mail', `MAIL FROM:<${from}>${sizeBytes == null ? '' : ` SIZE=${sizeBytes}`}`])
  if (rcpt != null) commands.push(['rcpt', `RCPT TO:<${rcpt}>`])
  return commands
}

/** LOGIN asks for the password on its own. */
function authLine(mechanism: string, user: string, password: string): string {
  return mechanism === 'LOGIN'
    ? `AUTH LOGIN ${inBase64(user)}`
    : `AUTH ${mechanism} ${inBase64(`\0${user}\0${password}`)}`
}

function inBase64(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64')
}

async function hear(
  connection: RawConnection,
  answers: Answer[],
  command: Exchange['command'],
): Promise<void> {
  const startedAt = Date.now()
  await connection.waitFor((text) => /(?:^|\n)\d{3} [^\n]*\n$|^[^\d][^\n]*\n$|^\r\n$/.test(text), 15_000)
  const waitedMs = Date.now() - startedAt
  const text = connection.take()
  // What ends a session by its own error comes together with its last reply.
  await connection.waitFor(() => false, 15)
  const reply = text === '' ? null : (text.replace(/\r\n$/, '').split('\r\n').at(-1) ?? '')
  answers.push({ command, reply, closes: connection.closed(), waitedMs })
}
