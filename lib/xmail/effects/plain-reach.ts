import type { AddressSet } from '@/lib/xmail/net'
import type { Comparison } from './compare-sets'
import { describeReach, type Reach } from './reach'

/** A `Reach` as JSON knows it: `v6` is a decimal number as text, since JSON has no bigint. Counts are exact. */
export interface PlainReach extends Omit<Reach, 'v6'> {
  readonly v6: string
}

/** Who gains something and who loses it. `partial`: rows with host names or too scattered netmasks are not in it. */
export interface SetEffect {
  readonly gained: PlainReach
  readonly lost: PlainReach
  readonly partial: boolean
}

/** `shown`: how many prefixes at most are listed; `more` counts the others. */
export function plainReach(set: AddressSet, shown: number): PlainReach {
  const reach = describeReach(set, shown)
  return { ...reach, v6: String(reach.v6) }
}

export function setEffect({ gained, lost, partial }: Comparison, shown: number): SetEffect {
  return { gained: plainReach(gained, shown), lost: plainReach(lost, shown), partial }
}

export function isNobody({ v4, v6 }: Pick<PlainReach, 'v4' | 'v6'>): boolean {
  return v4 === 0 && v6 === '0'
}

/** Whether nobody gains or loses. */
export function isNoEffect({ gained, lost }: SetEffect): boolean {
  return isNobody(gained) && isNobody(lost)
}
