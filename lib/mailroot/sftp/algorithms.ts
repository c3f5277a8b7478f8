import type { Algorithms, NegotiatedAlgorithms } from 'ssh2'

/** SHA-1, CBC and short groups: broken or close to it. Offered only where a person has allowed it for this server. */
const OLD_KEX = [
  'diffie-hellman-group-exchange-sha1',
  'diffie-hellman-group14-sha1',
  'diffie-hellman-group1-sha1',
] as const
const OLD_HOST_KEYS = ['ssh-rsa', 'ssh-dss'] as const
const OLD_CIPHERS = ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'] as const
const OLD_MACS = ['hmac-sha1-etm@openssh.com', 'hmac-sha1'] as const

const OLD: ReadonlySet<string> = new Set([...OLD_KEX, ...OLD_HOST_KEYS, ...OLD_CIPHERS, ...OLD_MACS])

/** What is offered to the server: what ssh2 holds good today, less what is old, or with all that is old at the end. */
export function algorithmsFor(allowOld: boolean): Algorithms {
  const old = <T>(names: readonly T[]) => ({
    append: allowOld ? [...names] : [],
    prepend: [],
    remove: allowOld ? [] : [...names],
  })
  return {
    kex: old(OLD_KEX),
    serverHostKey: old(OLD_HOST_KEYS),
    cipher: old(OLD_CIPHERS),
    hmac: old(OLD_MACS),
    compress: ['none'],
  }
}

export function isOld({ kex, serverHostKey, cs, sc }: NegotiatedAlgorithms): boolean {
  return [kex, serverHostKey, cs.cipher, cs.mac, sc.cipher, sc.mac].some((name) => OLD.has(name))
}
