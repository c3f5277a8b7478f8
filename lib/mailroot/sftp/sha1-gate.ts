import ssh2, {
  type BaseAgent,
  type IdentityCallback,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
} from 'ssh2'

/**
 * Stands between ssh2 and an RSA key. To a server that does not know rsa-sha2 (OpenSSH before 7.2) ssh2 signs in with
 * SHA-1 unasked; that is an old algorithm like the others, and only for servers where old ones are allowed.
 */
export class Sha1Gate {
  readonly #isOpen: boolean
  wasRefused = false
  wasUsed = false

  constructor(isOpen: boolean) {
    this.#isOpen = isOpen
  }

  /** `hash` is what ssh2 names; without a name it means SHA-1 for RSA, and other keys have no choice. */
  lets(keyType: string, hash: string | undefined): boolean {
    if (keyType !== 'ssh-rsa' || (hash !== undefined && hash !== 'sha1')) return true
    this.wasUsed ||= this.#isOpen
    this.wasRefused ||= !this.#isOpen
    return this.#isOpen
  }

  watchKey(key: ParsedKey): ParsedKey {
    const sign = key.sign.bind(key)
    key.sign = (bytes, hash) => {
      // ssh2 catches it, and the connection ends as with any other failure to sign.
      if (!this.lets(key.type, hash)) throw new Error('SHA-1 signature refused')
      return sign(bytes, hash)
    }
    return key
  }

  watchAgent(agent: BaseAgent): BaseAgent {
    return new WatchedAgent(agent, this)
  }
}

type AgentKey = string | Buffer | ParsedKey

class WatchedAgent extends ssh2.BaseAgent {
  readonly #agent: BaseAgent
  readonly #gate: Sha1Gate

  constructor(agent: BaseAgent, gate: Sha1Gate) {
    super()
    this.#agent = agent
    this.#gate = gate
  }

  getIdentities(done: IdentityCallback<AgentKey>): void {
    this.#agent.getIdentities(done)
  }

  sign(
    key: AgentKey,
    bytes: Buffer,
    options: SigningRequestOptions | SignCallback,
    done?: SignCallback,
  ): void {
    // ssh2 itself always names options.
    if (typeof options === 'function') throw new Error('options are missing')
    const keyType = typeof key === 'object' && 'type' in key ? key.type : ''
    if (this.#gate.lets(keyType, options.hash)) this.#agent.sign(key, bytes, options, done)
    else done?.(new Error('SHA-1 signature refused'))
  }
}
