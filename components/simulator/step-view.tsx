'use client'

import { CircleCheck, CircleDot, CircleMinus, CircleSlash, type LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import type { Outcome } from '@/lib/xmail/policy'
import type { ShownStep } from '@/lib/xmail/simulator'
import { stepAddress } from './step-address'
import { useStepWords } from './use-step-words'

const SIGNS: Readonly<Record<Outcome, LucideIcon>> = {
  passes: CircleCheck,
  refuses: CircleSlash,
  closes: CircleSlash,
  absent: CircleMinus,
  skipped: CircleMinus,
  flags: CircleDot,
  delays: CircleDot,
  grants: CircleCheck,
  'grants-nothing': CircleMinus,
  'no-effect': CircleMinus,
  clears: CircleDot,
}

export interface StepViewProps {
  base: string
  step: ShownStep
  /** It is of the files as the draft has them. */
  inDraft: boolean
}

/** One check: how it ended, what decided, and what was passed over on the way. */
export function StepView({ base, step, inDraft }: StepViewProps) {
  const t = useTranslations('simulator')
  const words = useStepWords()
  const { check, outcome, passedOver, morePassedOver } = step
  const Sign = SIGNS[outcome]
  const details = words.tellDetails(step)
  return (
    <li className="flex items-start gap-2" data-check={check} data-outcome={outcome}>
      <Sign aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-2" />
      <div className="min-w-0 flex-1">
        <p>
          <span className={classNames((outcome === 'refuses' || outcome === 'closes') && 'font-semibold')}>
            {t(`check_${check}`)}
          </span>
          <span className="text-ink-2">{t('colon')}</span>
          {t(`outcome_${outcome}`)}
        </p>
        {details !== '' && <p className="text-xs text-ink-2 [overflow-wrap:anywhere]">{details}</p>}
        <Place base={base} step={step} inDraft={inDraft} />
        {passedOver.length > 0 && (
          <ul className="mt-1 border-l pl-2 text-xs text-ink-2" aria-label={t('passedOver')}>
            {passedOver.map(({ line, why, text }) => (
              <li key={`${line} ${why}`} data-why={why} className="[overflow-wrap:anywhere]">
                {t('line', { line: line + 1 })} <LineText text={text} /> {words.tellReason(why)}
              </li>
            ))}
            {morePassedOver > 0 && <li>{t('moreLines', { count: morePassedOver })}</li>}
          </ul>
        )}
      </div>
    </li>
  )
}

/** The file and line that decided, linked to the page that shows it. */
function Place({ base, step, inDraft }: StepViewProps) {
  const t = useTranslations('simulator')
  const { file, line, text } = step
  if (file === null) return null
  return (
    <p className="text-xs [overflow-wrap:anywhere]">
      <Link href={stepAddress(base, step, inDraft)} className="mono underline">
        {line === null ? file : t('fileLine', { file, line: line + 1 })}
      </Link>{' '}
      <LineText text={text} />
    </p>
  )
}

/** TABs are shown as arrows: blanks in their place are the commonest mistake. */
function LineText({ text }: { text: string | null }) {
  return text === null ? null : <code className="mono">{text.replaceAll('\t', ' → ')}</code>
}
