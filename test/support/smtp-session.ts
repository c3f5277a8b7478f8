import type { Exchange, SmtpQuestion } from '@/lib/xmail/policy'
import { openRaw, type RawConnection } from './raw-connection'

/** What a real server answered to one command of a session. */
export interface Answer extends Pick<Exchange, 'command' | 'reply' | 'closes'> {
  /** All lines but the first, without their codes. */
  readonly offers: readonly string[]
  readonly waitedMs: number
}

interface Place {
  readonly port: number
  /** Source address, one of this machine's own. */
  readonly from: string
}

/** Acts a question out against a server: the same commands in the same order. There is never a DATA: no mail is made. */
export async function playSession(place: Place, question: SmtpQuestion): Promise<Answer[]> {
  const connection = await openRaw(place)
  try {
    const answers: Answer[] = [await hear(connection, 'connect')]
    // A last command shows whether the one before has ended the session.
    for (const [command, line] of [...commandsOf(question), ['ehlo', 'NOOP'] as const]) {
      connection.send(`${line}\r\n`)
      let answer = await hear(connection, command)
      if (answer.reply?.startsWith('334')) {
        connection.send(`${inBase64(question.signIn?.password ?? '')}\r\n`)
        const second = await hear(connection, command)
        answer = { ...second, waitedMs: answer.waitedMs + second.waitedMs }
      }
      const isDead =
        answer.reply === null || (command === 'starttls' && !(await shakeHands(connection, answer)))
      if (answer.reply !== null && line !== 'NOOP') answers.push(answer)
      if (isDead) return markEnd(answers)
    }
    return answers
  } finally {
    connection.destroy()
  }
}

/** False: the server, without a certificate, hung up in the middle of it. */
async function shakeHands(connection: RawConnection, { reply }: Answer): Promise<boolean> {
  if (!reply?.startsWith('220')) return true
  return connection.startTls().then(
    () => true,
    () => false,
  )
}

function markEnd(answers: readonly Answer[]): Answer[] {
  return answers.map((answer, index) => ({ ...answer, closes: index === answers.length - 1 }))
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

async function hear(connection: RawConnection, command: Exchange['command']): Promise<Answer> {
  const startedAt = Date.now()
  await connection.waitFor((text) => /(?:^|\n)\d{3} [^\n]*\n$|^[^\d][^\n]*\n$|^\r\n$/.test(text), 15_000)
  const waitedMs = Date.now() - startedAt
  const text = connection.take()
  const lines = text === '' ? [] : text.replace(/\r\n$/, '').split('\r\n')
  const offers = lines.slice(1).map((line) => line.slice(4))
  return { command, reply: lines.at(-1) ?? null, offers, closes: false, waitedMs }
}
