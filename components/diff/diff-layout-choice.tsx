'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { useDiffLayout } from './use-diff-layout'

/** One below the other, or side by side: for every diff in this browser. Not there where two columns have no room. */
export function DiffLayoutChoice({ className }: { className?: string }) {
  const t = useTranslations('diff')
  const [layout, choose] = useDiffLayout()
  return (
    <fieldset className={classNames('hidden md:flex', className)} aria-label={t('layout')}>
      {(['unified', 'side-by-side'] as const).map((each) => (
        <Button
          key={each}
          size="sm"
          aria-pressed={layout === each}
          onClick={() => choose(each)}
          className={classNames(
            '-ml-px rounded-none first:ml-0 first:rounded-l-md last:rounded-r-md',
            layout === each && 'z-10 border-ink bg-ink text-paper hover:bg-ink-2',
          )}
        >
          {t(each)}
        </Button>
      ))}
    </fieldset>
  )
}
