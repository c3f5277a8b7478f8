import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Truth } from './truth'

interface RelayEndsProps {
  relay: { readonly endSoon: number; readonly over: number }
  base: string
}

/** Relay rows whose last day is near, or over. */
export function RelayEnds({ relay, base }: RelayEndsProps) {
  const t = useTranslations('overview')
  const link = (words: string) => (
    <Truth alarming>
      <Link
        href={`${base}/relay?show=ending`}
        className="underline decoration-line-strong underline-offset-2"
      >
        {words}
      </Link>
    </Truth>
  )
  return (
    <>
      {relay.over > 0 && link(t('relayOver', { count: relay.over }))}
      {relay.endSoon > 0 && link(t('relayEndSoon', { count: relay.endSoon }))}
    </>
  )
}
