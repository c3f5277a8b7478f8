import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Section } from '@/components/ui/page'
import { Tag } from '@/components/ui/tag'
import type { ComparedFinding, Severity } from '@/lib/xmail/lint'

/** On the overview: how much was found now, whatever a draft would do. */
export function FindingsInShort({ findings, base }: { findings: readonly ComparedFinding[]; base: string }) {
  const t = useTranslations('overview')
  const count = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity && finding.change !== 'new').length
  const [danger, warning] = [count('danger'), count('warning')]
  return (
    <Section title={t('findingsTitle')} id="findings">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Tag look={danger > 0 ? 'broken' : 'quiet'}>{t('findingsDanger', { count: danger })}</Tag>
        <Tag look={warning > 0 ? 'opens' : 'quiet'}>{t('findingsWarning', { count: warning })}</Tag>
        <Link
          href={`${base}/findings`}
          className="inline-flex items-center gap-1 underline underline-offset-2"
        >
          {t('findingsLink')}
          <ArrowRight aria-hidden className="size-3.5" />
        </Link>
      </p>
    </Section>
  )
}
