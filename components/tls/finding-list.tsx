'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { ShownFinding } from './shown-tls'

export const WEIGHT_LOOKS = { breaks: 'broken', asks: 'broken', warns: 'opens', notes: 'quiet' } as const

/** What is worth saying of a certificate, the worst first. */
export function FindingList({ findings }: { findings: readonly ShownFinding[] }) {
  const t = useTranslations('tls')
  const words = useFindingWords()
  if (findings.length === 0) return <p className="text-sm">✓ {t('noFindings')}</p>
  return (
    <ul className="space-y-1.5 text-sm" aria-label={t('findings')}>
      {findings.map((finding) => (
        <li key={finding.code + JSON.stringify(finding.details)} data-finding={finding.code}>
          <Tag look={WEIGHT_LOOKS[finding.weight]} className="mr-2">
            {t(`weight_${finding.weight}`)}
          </Tag>
          {words(finding)}
        </li>
      ))}
    </ul>
  )
}

function useFindingWords(): (finding: ShownFinding) => string {
  const t = useTranslations('tls')
  const format = useFormatter()
  return ({ code, details }) => {
    const at = details.at
    const date = typeof at === 'number' ? format.dateTime(at, { dateStyle: 'medium' }) : ''
    return t(`finding_${code}`, { ...details, date })
  }
}
