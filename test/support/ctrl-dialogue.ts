import { createHash } from 'node:crypto'
import { openRaw, type RawConnection } from './raw-connection'

/** A signed-in CTRL session that shows every byte; for tests that compare servers, not the project's own client. */
export interface CtrlDialogue {
  readonly connection: RawConnection
  /** Sends one command line and gives the whole answer; `body` is sent where the server asks for data. */
  ask(line: string, body: string): Promise<string>
}

const TIMEOUT_MS = 5000

export async function signInRaw(port: number, user: string, password: string): Promise<CtrlDialogue> {
  const connection = await openRaw({ port })
  await connection.waitFor((text) => text.endsWith('\n'), TIMEOUT_MS)
  const timestamp = /<[^>]*>/.exec(connection.take())?.[0] ?? ''
  const digest = createHash('md5')
    .update(timestamp + password)
    .digest('hex')
  const ask = async (line: string, body: string): Promise<string> => {
    connection.send(`${line}\r\n`)
    await connection.waitFor(isWholeAnswer, TIMEOUT_MS)
    let answer = connection.take()
    if (answer.startsWith('+00101')) {
      connection.send(body)
      await connection.waitFor((text) => text.endsWith('\n'), TIMEOUT_MS)
      answer += connection.take()
    }
    return connection.closed() ? `${answer}(closed)` : answer
  }
  const answer = await ask(`"${user}"\t"#${digest}"`, '')
  if (!answer.startsWith('+00000')) throw new Error(`login refused: ${answer}`)
  return { connection, ask }
}

function isWholeAnswer(text: string): boolean {
  return text.startsWith('+00100') ? text.endsWith('\r\n.\r\n') : text.endsWith('\n')
}
