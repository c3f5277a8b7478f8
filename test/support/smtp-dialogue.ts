import { openRaw, type RawConnection } from './raw-connection'

/** What one client was told: the greeting (or the refusal), and the reply to RCPT TO where it came so far. */
export interface SmtpDialogue {
  readonly greeting: string
  readonly mail: string | null
  readonly rcpt: string | null
}

export interface SmtpClient {
  readonly port: number
  /** Source address, one of this machine's own, e.g. 127.0.0.65. */
  readonly from: string
  readonly rcpt?: string
}

/** EHLO, MAIL FROM, RCPT TO a domain that is not local, QUIT. There is never a DATA: no mail is made. */
export async function askToRelay({
  port,
  from,
  rcpt = 'someone@remote.test',
}: SmtpClient): Promise<SmtpDialogue> {
  const connection = await openRaw({ port, from })
  try {
    const greeting = await readReply(connection)
    if (!greeting.startsWith('220')) return { greeting, mail: null, rcpt: null }
    await ask(connection, 'EHLO client.test')
    const mail = await ask(connection, 'MAIL FROM:<someone@sender.test>')
    const answer = mail.startsWith('250') ? await ask(connection, `RCPT TO:<${rcpt}>`) : null
    connection.send('QUIT\r\n')
    return { greeting, mail, rcpt: answer }
  } finally {
    connection.destroy()
  }
}

async function ask(connection: RawConnection, line: string): Promise<string> {
  connection.send(`${line}\r\n`)
  return readReply(connection)
}

/** The last line of a reply without its line end; whatever came before the connection was closed. */
async function readReply(connection: RawConnection): Promise<string> {
  await connection.waitFor((text) => /(?:^|\n)\d{3} [^\n]*\n$/.test(text), 10_000)
  return connection.take().trimEnd().split('\r\n').at(-1) ?? ''
}
