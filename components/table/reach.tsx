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

type Size = Pick<ShownReach, 'v4' | 'v6'>

/** All but the two places where XMail sees IPv4 addresses, which are counted there. */
const WHOLE_IPV6 = 2n ** 128n - 2n ** 33n

/** How many addresses, as a phrase: `64 addresses`, `256 IPv4 and all IPv6 addresses`. */
export function useAddresses(): (size: Size) => string {
  const t = useTranslations('common')
  const amount = useAmount()
  return ({ v4, v6 }) => {
    const ipv6 = BigInt(v6)
    const ipv4Amount = amount({ v4, v6: 0n })
    if (ipv6 === 0n) return t('addressesIpv4', { count: v4, amount: ipv4Amount })
    if (ipv6 >= WHOLE_IPV6)
      return v4 === 0 ? t('addressesAllIpv6') : t('addressesBothAllIpv6', { ipv4: ipv4Amount })
    const ipv6Amount = amount({ v4: 0, v6 })
    // Plural forms tell small numbers apart only, so a large count need not be exact there.
    if (v4 === 0) return t('addressesIpv6', { count: Number(ipv6), amount: ipv6Amount })
    return t('addressesBoth', { ipv4: ipv4Amount, ipv6: ipv6Amount })
  }
}

/** The bare number, of IPv4 where there are any; IPv6 counts are powers of two and shown as such above a million. */
export function useAmount(): (size: Size) => string {
  const format = useFormatter()
  return ({ v4, v6 }) => {
    const ipv6 = BigInt(v6)
    if (v4 > 0 || ipv6 === 0n) return format.number(v4)
    return ipv6 < 1_000_000n ? format.number(Number(ipv6)) : powerOfTwo(ipv6)
  }
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function powerOfTwo(count: bigint): string {
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
