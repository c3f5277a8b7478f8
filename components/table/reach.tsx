import { useFormatter, useTranslations } from 'next-intl'

/** A set of addresses as a page shows it: counts and its shortest list of prefixes. */
export interface ShownReach {
  readonly v4: number
  /** bigint, or its decimal text where it came as JSON. */
  readonly v6: bigint | string
  readonly prefixes: readonly string[]
  /** Prefixes that are not in the list, because there are too many for a page. */
  readonly more: number
  /** Where `::/0` stands for nearly all of IPv6: what is not in it. */
  readonly except: readonly string[]
}

export function isEmptyReach(reach: ShownReach): boolean {
  return reach.v4 === 0 && BigInt(reach.v6) === 0n
}

/** The number of addresses as text; IPv6 counts are powers of two and shown as such above a million. */
export function useCount(): (reach: Pick<ShownReach, 'v4' | 'v6'>) => { count: number; shown: string } {
  const format = useFormatter()
  const t = useTranslations('common')
  return ({ v4, v6 }) => {
    const ipv6 = BigInt(v6)
    const parts = [v4 > 0 || ipv6 === 0n ? format.number(v4) : null]
    if (ipv6 >= WHOLE_IPV6) parts.push(t('wholeIpv6'))
    else if (ipv6 > 0n) parts.push(`${countIpv6(ipv6, format.number)} IPv6`)
    // Plural forms tell small numbers apart only, so a large count need not be exact there.
    return { count: v4 + Number(ipv6), shown: parts.filter(Boolean).join(' + ') }
  }
}

/** All but the two places where XMail sees IPv4 addresses, which are counted there. */
const WHOLE_IPV6 = 2n ** 128n - 2n ** 33n
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function countIpv6(count: bigint, formatNumber: (n: number) => string): string {
  if (count < 1_000_000n) return formatNumber(Number(count))
  const bits = count.toString(2).length - 1
  const power = `2${[...String(bits)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`
  return 1n << BigInt(bits) === count ? power : `> ${power}`
}

export function PrefixList({ reach }: { reach: ShownReach }) {
  const t = useTranslations('review')
  return (
    <ul className="mono flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {reach.prefixes.map((prefix) => (
        <li key={prefix}>{prefix}</li>
      ))}
      {reach.except.length > 0 && <li>{t('except', { prefixes: reach.except.join(', ') })}</li>}
      {reach.more > 0 && <li className="font-sans text-ink-2">{t('more', { count: reach.more })}</li>}
    </ul>
  )
}
