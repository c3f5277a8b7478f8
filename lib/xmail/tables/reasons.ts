import { FILTER_FAULTS } from '@/lib/xmail/net'

/** Why XMail ignores a line without a word. A closed list: pages translate it. */
export const DEAD_REASONS = [
  ...FILTER_FAULTS,
  /** ipmap: `"net/bits" "DENY" "1"`. With CIDR, too, the second of four fields must be there, even if empty. */
  'three-field-cidr',
  /** The fields are divided by blanks. Only TABs divide fields. */
  'spaces-for-tabs',
  /** ipmap: the search starts at -1, so anything below it never applies (semantics.md 2.3). */
  'precedence-never-applies',
  /** An editor put a byte order mark before the first line; XMail takes it for a part of the address. */
  'byte-order-mark',
  /** Nothing but blanks or TABs. Harmless. */
  'only-blanks',
  /** `;`, `//`, or a `#` that is not the first byte. Harmless, but no comment to XMail. */
  'looks-like-comment',
] as const

export type DeadReason = (typeof DEAD_REASONS)[number]

/** What is remarkable about a row that XMail does use. A closed list: pages translate it. */
export const ROW_MARKS = [
  /** An address in a form that only resolvers read (`10.1`, `010.0.0.1`, netmask `32`). */
  'legacy-address',
  /** The address has bits set behind the prefix; XMail masks them. */
  'host-bits',
  /** A host name: what the row matches depends on DNS, at every use. */
  'host-name',
  'netmask-holes',
  /** The prefix length is empty, no number, negative or too large; XMail reads 0 (everything) or one host. */
  'odd-length',
  'matches-everything',
  /** Wider than /8, or /19 for IPv6. */
  'wide',
  /** An IPv6 network that XMail also compares with IPv4 peers (semantics.md 2.2). */
  'reaches-ipv4',
  /** The line is longer than XMail's buffer and is read in pieces; this row is one of them. */
  'split-line',
  /** The same network is in an earlier row. */
  'duplicate',
  /** ipmap: a row of the same precedence with the other permission overlaps; the later one wins. */
  'tie',
  /** ipmap: rows that win before this one cover it all; it never decides. */
  'shadowed',
  /** ipmap: neither ALLOW nor DENY, which denies. */
  'permission-misspelt',
] as const

export type RowMark = (typeof ROW_MARKS)[number]
