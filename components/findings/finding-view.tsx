import { Wrench } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { placeAddress } from '@/components/files/place-address'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import type { ComparedFinding, Severity } from '@/lib/xmail/lint'
import type { Edit } from '@/lib/xmail/tables'
import { useFindingWords } from './use-finding-words'

export const SEVERITY_LOOK = {
  danger: 'broken',
  warning: 'opens',
  notice: 'quiet',
} as const satisfies Record<Severity, string>
const CHANGE_LOOK = { new: 'opens', gone: 'closes' } as const

export interface FindingViewProps {
  finding: ComparedFinding
  base: string
  /** Whether there is a draft that it may come from, or go with. */
  showChange: boolean
  pending?: boolean
  /** Left out: it is only told. */
  mend?: (edit: Edit) => void
}

/** One finding: what it is and where, what really happens, and what to do. */
export function FindingView({ finding, base, showChange, pending, mend }: FindingViewProps) {
  const t = useTranslations('findings')
  const { title, really, remedy } = useFindingWords()(finding)
  const { severity, path, line, change, fix, rule, evidence } = finding
  const place = line === null ? path : t('page.place', { file: path, line })
  return (
    <li
      className="border-t py-3 [overflow-wrap:anywhere]"
      data-rule={rule}
      data-severity={severity}
      data-change={change}
    >
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <Tag look={SEVERITY_LOOK[severity]}>{t(`severity.${severity}`)}</Tag>
        {showChange && change !== 'stays' && (
          <Tag look={CHANGE_LOOK[change]}>{t(`page.change_${change}`)}</Tag>
        )}
        <h3 className={`text-base font-semibold ${change === 'gone' ? 'line-through' : ''}`}>{title}</h3>
        <Link
          href={placeAddress(base, {
            file: path,
            line: line === null ? null : line - 1,
            variable: finding.details.variable,
            // What a draft takes away is in the file as it is.
            inDraft: showChange && change !== 'gone',
          })}
          className="mono text-xs underline underline-offset-2"
        >
          {place}
        </Link>
      </div>
      <p className="mt-1 text-sm">{really}</p>
      <p className="mt-1 text-sm text-ink-2">
        {remedy} <span className="text-xs text-ink-3">{t('page.evidence', { evidence })}</span>
      </p>
      {fix && mend && (
        <Button
          size="sm"
          className="mt-2"
          disabled={pending}
          onClick={() => mend(fix.edit)}
          aria-label={t('page.mendThis', { title, place })}
        >
          <Wrench aria-hidden />
          {t('page.mend')}
        </Button>
      )}
    </li>
  )
}
