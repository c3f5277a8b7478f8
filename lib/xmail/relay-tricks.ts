/**
 * The ways in which spammers have got mail through servers that were not theirs, as the public relay tests tried them:
 * who the sender is said to be, and how an address elsewhere is hidden in one that looks local.
 */
export const RELAY_TRICKS = [
  'plain',
  'null-sender',
  'local-sender',
  'sender-at-address',
  'sender-localhost',
  'sender-without-domain',
  'sender-of-recipient',
  'percent',
  'percent-at-address',
  'percent-alone',
  'bang',
  'bang-local',
  'bang-at-address',
  'source-route',
  'source-route-address',
  'quoted',
  'quoted-local',
  'quoted-percent',
  'two-at-signs',
  'two-at-signs-address',
] as const

export type RelayTrick = (typeof RELAY_TRICKS)[number]

/** An address as it stands between `<` and `>`. */
export interface TrickLines {
  readonly from: string
  readonly rcpt: string
}

export interface TrickDomains {
  /** A domain of the server. */
  readonly local: string
  /** The server's own address. */
  readonly address: string
  /** A domain that is nobody's: reserved for documentation. */
  readonly outside: string
  readonly otherOutside: string
}

/** Reserved for documentation (RFC 2606): mail to them reaches nobody. Whichever are not local are outside. */
const OUTSIDE = ['example.net', 'example.com', 'example.org']

/** Two domains that are surely elsewhere; none of the server's own may be one. */
export function outsideDomains(isLocal: (domain: string) => boolean): readonly [string, string] {
  const [one = 'relay-test.invalid', other = 'sender.invalid'] = OUTSIDE.filter((domain) => !isLocal(domain))
  return [one, other]
}

const USER = 'relay-test'

/** What is sent for a trick. */
export function trickLines(
  trick: RelayTrick,
  { local, address, outside, otherOutside }: TrickDomains,
): TrickLines {
  const literal = `[${address.includes(':') ? 'IPv6:' : ''}${address}]`
  const there = `${USER}@${outside}`
  const stranger = `${USER}@${otherOutside}`
  const lines: Readonly<Record<RelayTrick, TrickLines>> = {
    plain: { from: stranger, rcpt: there },
    'null-sender': { from: '', rcpt: there },
    'local-sender': { from: `postmaster@${local}`, rcpt: there },
    'sender-at-address': { from: `${USER}@${literal}`, rcpt: there },
    'sender-localhost': { from: `${USER}@localhost`, rcpt: there },
    'sender-without-domain': { from: USER, rcpt: there },
    'sender-of-recipient': { from: `other@${outside}`, rcpt: there },
    percent: { from: stranger, rcpt: `${USER}%${outside}@${local}` },
    'percent-at-address': { from: stranger, rcpt: `${USER}%${outside}@${literal}` },
    'percent-alone': { from: stranger, rcpt: `${USER}%${outside}` },
    bang: { from: stranger, rcpt: `${outside}!${USER}` },
    'bang-local': { from: stranger, rcpt: `${outside}!${USER}@${local}` },
    'bang-at-address': { from: stranger, rcpt: `${outside}!${USER}@${literal}` },
    'source-route': { from: stranger, rcpt: `@${local}:${there}` },
    'source-route-address': { from: stranger, rcpt: `@${literal}:${there}` },
    quoted: { from: stranger, rcpt: `"${there}"` },
    'quoted-local': { from: stranger, rcpt: `"${there}"@${local}` },
    'quoted-percent': { from: stranger, rcpt: `"${USER}%${outside}"@${local}` },
    'two-at-signs': { from: stranger, rcpt: `${there}@${local}` },
    'two-at-signs-address': { from: stranger, rcpt: `${there}@${literal}` },
  }
  return lines[trick]
}
