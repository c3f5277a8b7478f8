'use client'

import { useTranslations } from 'next-intl'
import { useSentence } from '@/components/assertions/use-sentence'
import type { ShownProbe } from './shown-probe'

/** What is tried, in a sentence. */
export function useProbeTitle(): (probe: ShownProbe) => string {
  const t = useTranslations('trial')
  const sentence = useSentence()
  return ({ probe, service, place, assertion }) =>
    probe === 'assertion' && assertion
      ? t('assertion', { sentence: sentence(assertion), place })
      : t(probe, { service: service.toUpperCase(), place })
}

/** What was found, and whether it is what the files lead to expect; where it is not, with the server’s own words. */
export function ProbeOutcome({ probe, failed }: { probe: ShownProbe; failed: boolean }) {
  const t = useTranslations('trial')
  const { found, expected, skipped, reply } = probe
  if (skipped === null && found === null) return null
  const verdict =
    skipped !== null
      ? t(`skip_${skipped}`)
      : failed
        ? t('expected', { expected: expected.map((each) => t(`outcome_${each}`)).join(t('or')) })
        : t('asPlanned')
  return (
    <span className={`block ${failed ? 'text-broken' : 'text-ink-2'}`}>
      {found === null ? verdict : t('line', { found: t('found', { found: t(`outcome_${found}`) }), verdict })}
      {reply !== null && (failed || skipped !== null) && (
        <code className="block break-words text-xs">{reply}</code>
      )}
    </span>
  )
}
