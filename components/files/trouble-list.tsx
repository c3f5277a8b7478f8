'use client'

import { useTranslations } from 'next-intl'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { LineTrouble } from './make-text-edit'

const MAX_SHOWN = 8

/** The lines that cannot be written as they are; each leads to its place. */
export function TroubleList({
  troubles,
  onGo,
}: {
  troubles: readonly LineTrouble[]
  onGo: (line: number) => void
}) {
  const t = useTranslations('files')
  const words = useFaultText()
  if (troubles.length === 0) return null
  const more = troubles.length - MAX_SHOWN
  return (
    <Notice
      look="broken"
      title={t('troubles', { count: troubles.length })}
      className="mt-3"
      data-testid="troubles"
    >
      <ul className="space-y-1">
        {troubles.slice(0, MAX_SHOWN).map(({ line, fault }) => (
          <li key={line} className="flex flex-wrap items-baseline gap-x-2" data-code={fault.code}>
            <Button size="sm" onClick={() => onGo(line)}>
              {t('troubleLine', { line: line + 1 })}
            </Button>
            {words(fault)}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t('moreTroubles', { count: more })}</p>}
    </Notice>
  )
}
