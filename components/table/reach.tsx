import { useFormatter, useTranslations } from 'next-intl'

/** A set of addresses as a page shows it: counts (IPv6 as text, it can be huge) and its shortest list of prefixes. */
export interface ShownReach {
  readonly v4: number
  readonly v6: string
  readonly prefixes: readonly string[]
  /** Prefixes that are not in the list, because there are too many for a page. */
  readonly more: number
}

export function isEmptyReach(reach: ShownReach): boolean {
  return reach.v4 === 0 && reach.v6 === '0'
}

/** The number of addresses as text; IPv6 counts are powers of two and shown as such above a million. */
export function useCount(): (reach: Pick<ShownReach, 'v4' | 'v6'>) => { count: number; shown: string } {
  const format = useFormatter()
  return ({ v4, v6 }) => {
    const parts = [
      v4 > 0 || v6 === '0' ? format.number(v4) : null,
      v6 === '0' ? null : `${countIpv6(v6, format.number)} IPv6`,
    ]
    return {
      count: v4 + Number(BigInt(v6) > 1_000_000n ? 1_000_000n : BigInt(v6)),
      shown: parts.filter(Boolean).join(' + '),
    }
  }
}

function countIpv6(v6: string, formatNumber: (n: number) => string): string {
  const count = BigInt(v6)
  if (count < 1_000_000n) return formatNumber(Number(count))
  const bits = count.toString(2).length - 1
  return 1n << BigInt(bits) === count ? `2^${bits}` : `≈2^${bits}`
}

export function PrefixList({ reach }: { reach: ShownReach }) {
  const t = useTranslations('review')
  return (
    <ul className="mono flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {reach.prefixes.map((prefix) => (
        <li key={prefix}>{prefix}</li>
      ))}
      {reach.more > 0 && <li className="font-sans text-ink-2">{t('more', { count: reach.more })}</li>}
    </ul>
  )
}
