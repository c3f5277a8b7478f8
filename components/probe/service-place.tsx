import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ServiceAddress } from '@/lib/xmail/services'

export interface ServicePlaceProps {
  service: string
  place: ServiceAddress | null
  /** Where it is set. */
  href: string
}

/** Where a service is tried, and the way to change it. */
export function ServicePlace({ service, place, href }: ServicePlaceProps) {
  const t = useTranslations('probe')
  if (!place) return null
  const host = place.host.includes(':') ? `[${place.host}]` : place.host
  return (
    <span>
      {service} <span className="mono">{`${host}:${place.port}`}</span>{' '}
      <Link href={href} className="underline">
        {t('changePlace')}
      </Link>
    </span>
  )
}
