'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Notice, type NoticeLook } from '@/components/ui/notice'
import { isAllowedByTables } from './judge-result'
import type { ShownRelayResult, ShownRelayTest } from './shown-job'

/** The sentence that everything comes to. */
export function RelaySummary({ test, base }: { test: ShownRelayTest; base: string }) {
  const t = useTranslations('openRelay')
  const format = useFormatter()
  const { results } = test
  const tried = results.filter(({ verdict }) => verdict !== 'not-tried')
  const relays = results.filter(({ verdict }) => verdict === 'relays')
  const surprising = relays.filter((result) => !isAllowedByTables(result))
  const differs = tried.filter(({ verdict }) => verdict === 'differs')
  const untried = results.length - tried.length
  const list = (which: readonly ShownRelayResult[]) =>
    format.list([...new Set(which.map(({ source }) => source))])
  const look: NoticeLook = surprising.length > 0 ? 'broken' : relays.length > 0 ? 'opens' : 'fine'
  return (
    <Notice
      look={tried.length > 0 ? look : 'quiet'}
      title={title()}
      role="status"
      className="mt-5"
      data-testid="summary"
    >
      {relays.length > 0 && surprising.length === 0 && (
        <p>
          {t('relaysByTables', { sources: list(relays) })}{' '}
          <Link href={`${base}/relay`} className="underline">
            {t('toRelay')}
          </Link>
        </p>
      )}
      {surprising.length > 0 && <p>{t('relaysSurprising')}</p>}
      {differs.length > 0 && <p>{t('differsCount', { count: differs.length })}</p>}
      {untried > 0 && <p>{t('untriedCount', { count: untried })}</p>}
    </Notice>
  )

  function title(): string {
    if (tried.length === 0) return t('nothingTried')
    const sources = new Set(tried.map(({ source }) => source)).size
    return relays.length > 0
      ? t('relays', { count: relays.length, total: tried.length, sources: list(relays) })
      : t('refusedAll', { tricks: new Set(tried.map(({ trick }) => trick)).size, sources })
  }
}
