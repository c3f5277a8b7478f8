import { type AddressSet, difference } from '@/lib/xmail/net'

/** Peers that a table lets do something, and the rows whose part in it is not known here. */
export interface PeerSet {
  readonly set: AddressSet
  readonly unknown: readonly UnknownRow[]
}

/** A row that is left out of a set: only DNS knows what it matches, or its netmask is too scattered to spell out. */
export interface UnknownRow {
  /** Index of the line, from 0. */
  readonly line: number
  readonly why: 'dns' | 'too-scattered'
}

/** Who may now, and who may no longer. `partial`: rows on either side are not in it. */
export interface Comparison {
  readonly gained: AddressSet
  readonly lost: AddressSet
  readonly partial: boolean
}

export function compareSets(before: PeerSet, after: PeerSet): Comparison {
  return {
    gained: difference(after.set, before.set),
    lost: difference(before.set, after.set),
    partial: before.unknown.length + after.unknown.length > 0,
  }
}
