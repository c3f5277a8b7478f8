import { useTranslations } from 'next-intl'
import type { ComparedFinding } from '@/lib/xmail/lint'
import { FindingView } from './finding-view'

/** In Review: what a draft brings, and what it mends. */
export function ChangedFindings({ findings, base }: { findings: readonly ComparedFinding[]; base: string }) {
  const t = useTranslations('findings')
  const changed = (['new', 'gone'] as const).map((change) => ({
    change,
    of: findings.filter((finding) => finding.change === change),
  }))
  return (
    <div data-testid="changed-findings">
      <h3 className="text-base font-semibold">{t('page.title')}</h3>
      {changed.every(({ of }) => of.length === 0) && (
        <p className="mt-1 text-sm text-ink-2">{t('page.noneChanged')}</p>
      )}
      {changed.map(
        ({ change, of }) =>
          of.length > 0 && (
            <ul key={change} className="mt-2">
              {of.map((finding) => (
                <FindingView
                  key={`${finding.rule} ${finding.path} ${finding.line} ${JSON.stringify(finding.details)}`}
                  finding={finding}
                  base={base}
                  showChange
                />
              ))}
            </ul>
          ),
      )}
    </div>
  )
}
