import { greetSmtp, hearSmtp, type SignIn, type SmtpTurn, signInSmtp, type Talk } from '@/lib/xmail/policy'
import { formatXMailTime, makeTimestamp } from '../greeting'
import { makeTlsContext } from '../tls-context'
import { dated, decideNow, hearLine, type MailClient, PRACTICE_WORLD, pause } from './client'

type Answer = Extract<SmtpTurn, { kind: 'answer' }>

/** One SMTP client from the greeting on, answered as the policy decides (semantics.md 6). The caller closes. */
export async function runSmtpSession(client: MailClient): Promise<void> {
  // As in XMail: while somebody is connected, server.tab cannot be written (semantics.md 0.3).
  const release = await client.root.locks.lockShared('server.tab')
  try {
    await converse(client)
  } finally {
    release()
  }
}

async function converse(client: MailClient): Promise<void> {
  const { peer, local, isTls } = client
  const question = { client: peer, local, tls: isTls ? ('implicit' as const) : ('none' as const) }
  let answer = await decideTurn(client, (policy) => greetSmtp(policy, question, PRACTICE_WORLD))
  const now = Date.now()
  await say(
    client,
    answer.lines.map((line) => dated(line, makeTimestamp(now, 'practice'), formatXMailTime(now))),
  )
  while (!answer.closes) {
    const line = await hearLine(client)
    if (line === null) return
    await pause(answer.talk.delaySeconds, client.signal)
    answer = await answerLine(client, answer.talk, line)
    await say(client, answer.lines)
    if (answer.startsTls && !(await startTls(client))) return
  }
}

async function answerLine(client: MailClient, talk: Talk, line: string): Promise<Answer> {
  const turn = await decideNow<Exclude<SmtpTurn, { kind: 'needs-file' }>>(client, (policy) =>
    hearSmtp(talk, policy, line),
  )
  if (turn.kind === 'answer') return turn
  const signIn = turn.mechanism === 'PLAIN' ? readPlain(turn.initial) : await askLogin(client, turn.initial)
  return decideTurn(client, (policy) => signInSmtp(turn.talk, policy, signIn))
}

function decideTurn(client: MailClient, decide: Parameters<typeof decideNow<SmtpTurn>>[1]): Promise<Answer> {
  return decideNow<SmtpTurn>(client, decide) as Promise<Answer>
}

async function say({ connection }: MailClient, lines: readonly string[]): Promise<void> {
  await connection.send(lines.map((line) => `${line}\r\n`).join(''))
}

/** Nothing, a name, a password, with NULs between them. */
function readPlain(initial: string): SignIn {
  const [, user = '', password = ''] = fromBase64(initial).split('\0')
  return { mechanism: 'PLAIN', user, password }
}

async function askLogin(client: MailClient, initial: string): Promise<SignIn> {
  const ask = async (prompt: string) => {
    await say(client, [`334 ${Buffer.from(prompt).toString('base64')}`])
    return fromBase64((await hearLine(client)) ?? '')
  }
  const user = initial === '' ? await ask('Username:') : fromBase64(initial)
  return { mechanism: 'LOGIN', user, password: await ask('Password:') }
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('latin1')
}

async function startTls({ connection, root, tls, timeoutMs }: MailClient): Promise<boolean> {
  const context = await makeTlsContext(root, tls)
  return context !== null && connection.startTls(context, timeoutMs)
}
