import { decidePop3, type Pop3Question, type ServiceAnswer } from '@/lib/xmail/policy'
import { formatXMailTime, makeTimestamp } from '../greeting'
import { isFlagOn, makeTlsContext } from '../tls-context'
import { dated, decideNow, hearLine, type MailClient, PRACTICE_WORLD, pause } from './client'

const SOFTWARE = '[XMail 1.27 POP3 Server]'
const NOT_NOW = '-ERR Command not valid here'
/** The maildrops of practice are empty: nothing delivers into them. */
const MAILDROP = '+OK Maildrop has 0 messages (0 bytes)'

interface State {
  user: string | null
  isIn: boolean
  isTls: boolean
}

/** One POP3 client (semantics.md 2.4): both gates and the sign-in as the policy decides. The caller closes. */
export async function runPop3Session(client: MailClient): Promise<void> {
  const release = await client.root.locks.lockShared('server.tab')
  try {
    const [greeting] = await ask(client, {})
    const now = Date.now()
    const text = dated(greeting?.reply ?? '', makeTimestamp(now, 'practice'), formatXMailTime(now))
    await say(client, text)
    if (greeting?.closes !== false) return
    const state: State = { user: null, isIn: false, isTls: client.isTls }
    for (;;) {
      const line = await hearLine(client)
      if (line === null || !(await runCommand(client, state, line))) return
    }
  } finally {
    release()
  }
}

async function ask(
  client: MailClient,
  question: Omit<Pop3Question, 'client'>,
): Promise<ServiceAnswer['exchange']> {
  const decision = await decideNow<{ readonly kind: string; readonly answer?: ServiceAnswer }>(
    client,
    (policy) => decidePop3(policy, { ...question, client: client.peer }, PRACTICE_WORLD),
  )
  return decision.answer?.exchange ?? []
}

/** False: the session is over. */
async function runCommand(client: MailClient, state: State, line: string): Promise<boolean> {
  const [, word = '', argument = ''] = /^(\S*) ?(.*)$/.exec(line) ?? []
  const command = word.toUpperCase()
  if (command === 'STLS') return startTls(client, state)
  const reply = await replyTo(client, state, command, argument)
  await say(client, reply)
  return command !== 'QUIT'
}

async function replyTo(client: MailClient, state: State, command: string, argument: string): Promise<string> {
  switch (command) {
    case 'USER':
      return takeUser(client, state, argument)
    case 'PASS':
      return takePassword(client, state, argument)
    case 'CAPA':
      return capabilities(client, state)
    case 'QUIT':
      return `+OK ${SOFTWARE} closing session`
    case 'NOOP':
      return state.isIn ? MAILDROP : NOT_NOW
    case 'STAT':
      return state.isIn ? '+OK 0 0' : NOT_NOW
    case 'LIST':
    case 'UIDL':
      return state.isIn ? '+OK 0 0\r\n.' : NOT_NOW
    default:
      return '-ERR Invalid command'
  }
}

async function takeUser(client: MailClient, state: State, user: string): Promise<string> {
  if (state.user !== null || state.isIn) return NOT_NOW
  const exchange = await ask(client, { user, password: '' })
  const reply = exchange.find(({ command }) => command === 'user')?.reply ?? NOT_NOW
  if (reply.startsWith('+OK')) state.user = user
  return reply
}

async function takePassword(client: MailClient, state: State, password: string): Promise<string> {
  const { user } = state
  if (user === null) return NOT_NOW
  state.user = null
  const answer = (await ask(client, { user, password })).find(({ command }) => command === 'pass')
  await pause(answer?.delaySeconds ?? 0, client.signal)
  state.isIn = answer?.reply?.startsWith('+OK') ?? false
  return state.isIn ? MAILDROP : (answer?.reply ?? NOT_NOW)
}

async function capabilities(client: MailClient, { isTls }: State): Promise<string> {
  const offersTls = !isTls && (await isFlagOn(client.root, 'EnablePOP3-TLS'))
  const lines = [
    'TOP',
    'USER',
    'UIDL',
    'PIPELINING',
    ...(offersTls ? ['STLS'] : []),
    `IMPLEMENTATION ${SOFTWARE}`,
  ]
  return ['+OK Capability list follows', ...lines, '.'].join('\r\n')
}

async function startTls(client: MailClient, state: State): Promise<boolean> {
  const { connection, root, tls, timeoutMs } = client
  const refusal =
    state.user !== null || state.isIn
      ? NOT_NOW
      : state.isTls
        ? '-ERR Command not permitted when TLS active'
        : (await isFlagOn(root, 'EnablePOP3-TLS'))
          ? null
          : '-ERR Command disabled'
  await say(client, refusal ?? '+OK Begin TLS negotiation')
  if (refusal !== null) return true
  const context = await makeTlsContext(root, tls)
  state.isTls = context !== null && (await connection.startTls(context, timeoutMs))
  return state.isTls
}

async function say({ connection }: MailClient, text: string): Promise<void> {
  await connection.send(`${text}\r\n`)
}
