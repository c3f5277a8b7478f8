'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { PageHeading } from '@/components/ui/page'

/** Files above this are read in steps; it is about 3,000 lines. */
export const LONG_FILE_BYTES = 100_000

/** What stands in for a page, or with no `title` for a part of one, whose long file is still being read. `text`: the file. */
export function Reading({ title, text }: { title?: string; text: string }) {
  const t = useTranslations('table')
  const lines = useMemo(() => text.split('\n').length - 1, [text])
  return (
    <>
      {title && <PageHeading title={title} />}
      <p role="status" className="text-sm text-ink-2">
        {t('reading', { lines })}
      </p>
    </>
  )
}
