import ssh2, {
  type AnyAuthMethod,
  type AuthHandlerMiddleware,
  type BaseAgent,
  type KeyboardInteractiveCallback,
  type Prompt,
} from 'ssh2'
import { err, ok, type Result } from '@/lib/errors'
import type { ConnectionSecrets, SftpConnection } from '../connection'
import type { Deadline } from '../deadline'
import { readPrivateKey } from './read-private-key'
import { Sha1Gate } from './sha1-gate'

/** How one connection will sign in. Made anew for each: ssh2 asks it for one attempt after the other. */
export interface Login {
  readonly next: AuthHandlerMiddleware
  /** RSA signatures with SHA-1, which servers from before 2016 want: were they asked for, and were they made? */
  readonly sha1: Sha1Gate
}

export interface LoginOptions {
  readonly connection: SftpConnection
  readonly secrets: ConnectionSecrets
  /** Path of the agent's socket (SSH_AUTH_SOCK). */
  readonly agentSocket: string | undefined
}

/**
 * Checks all that can be checked before a connection is made. Errors: SSH_KEY_UNREADABLE, SSH_PASSPHRASE_WRONG,
 * SSH_AGENT_UNAVAILABLE, INPUT_INVALID (no password).
 */
export async function prepareLogin(options: LoginOptions, deadline: Deadline): Promise<Result<Login>> {
  const { connection, secrets, agentSocket } = options
  const sha1 = new Sha1Gate(connection.allowOldAlgorithms)
  const username = connection.user
  if (connection.auth === 'password') {
    const { password } = secrets
    if (password === undefined) return err('INPUT_INVALID', undefined, 'password')
    return ok({ next: passwordLogin(username, password), sha1 })
  }
  if (connection.auth === 'key') {
    const key = readPrivateKey(secrets.privateKey ?? '', secrets.passphrase)
    if (!key.ok) return key
    return ok({ next: inTurn([{ type: 'publickey', username, key: sha1.watchKey(key.value) }]), sha1 })
  }
  const agent = agentSocket ? ssh2.createAgent(agentSocket) : null
  if (!agent || !(await hasKeys(agent, deadline))) return err('SSH_AGENT_UNAVAILABLE')
  return ok({ next: inTurn([{ type: 'agent', username, agent: sha1.watchAgent(agent) }]), sha1 })
}

/** One method after the other, and then no more. */
function inTurn(methods: readonly AnyAuthMethod[]): AuthHandlerMiddleware {
  const waiting = methods.values()
  return (_left, _partial, attempt) => {
    const { value } = waiting.next()
    giveUpOr(attempt, value)
  }
}

/** Servers that leave passwords to PAM often take them by keyboard-interactive only. */
function passwordLogin(username: string, password: string): AuthHandlerMiddleware {
  let attempts = 0
  return (left, _partial, attempt) => {
    attempts++
    if (attempts === 1) return attempt({ type: 'password', username, password })
    const canAsk = attempts === 2 && left?.includes('keyboard-interactive') && !left.includes('password')
    giveUpOr(
      attempt,
      canAsk ? { type: 'keyboard-interactive', username, prompt: answerOnce(password) } : undefined,
    )
  }
}

/** To one hidden question, once. Whatever else a server asks for (a code, a new password) is not ours to answer. */
function answerOnce(password: string) {
  let hasAnswered = false
  return (
    _name: string,
    _text: string,
    _lang: string,
    prompts: Prompt[],
    finish: KeyboardInteractiveCallback,
  ) => {
    const isPassword = !hasAnswered && prompts.length === 1 && prompts[0]?.echo !== true
    hasAnswered = true
    finish(isPassword ? [password] : prompts.map(() => ''))
  }
}

/** ssh2 takes `false` for "no more", which its types do not know. */
function giveUpOr(attempt: Parameters<AuthHandlerMiddleware>[2], method: AnyAuthMethod | undefined): void {
  attempt((method ?? false) as AnyAuthMethod)
}

function hasKeys(agent: BaseAgent, deadline: Deadline): Promise<boolean> {
  return new Promise((resolve) => {
    const stopListening = deadline.onCut(() => resolve(false))
    agent.getIdentities((cause, keys) => {
      stopListening()
      resolve(!cause && keys !== undefined && keys.length > 0)
    })
  })
}
