'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

const EXAMPLE = '192.168.0.0/24'

interface EmptyRelayProps {
  present: boolean
  editable: boolean
  onExample: (text: string) => void
}

/** What a table without rows means, and how it usually begins. */
export function EmptyRelay({ present, editable, onExample }: EmptyRelayProps) {
  const t = useTranslations('relay')
  return (
    <div className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">
      <p>{present ? t('empty') : t('absent')}</p>
      {editable && (
        <p className="mt-2">
          {t('example')}{' '}
          <Button size="sm" onClick={() => onExample(EXAMPLE)}>
            {t('exampleUse', { network: EXAMPLE })}
          </Button>
        </p>
      )}
    </div>
  )
}
