'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { HelpFor } from '@/components/form/legend'
import { useFaultText } from '@/components/form/use-fault-text'
import { Notice } from '@/components/ui/notice'
import { FileName, PageHeading } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { Fault } from '@/lib/errors'

export interface TableIntroProps {
  title: string
  helpKey: string
  lead: ReactNode
  /** The files that the page writes. */
  files: readonly string[]
  takesEffect: string
  takenAt: number
  /** The one sentence of what is true now. */
  now?: ReactNode
  notEditable: Fault | null
  /** The trouble of an edit of the draft that no longer fits. */
  stale: Fault | null
  /** Where the draft is reviewed. */
  reviewHref: string
}

/** The top of the page of a table: what it does, which file, what is true now, and what stands in the way. */
export function TableIntro(props: TableIntroProps) {
  const { title, helpKey, lead, files, takesEffect, takenAt, now, notEditable, stale, reviewHref } = props
  const t = useTranslations('table')
  const words = useFaultText()
  return (
    <>
      <PageHeading
        title={title}
        aside={<HelpFor text={title} helpKey={helpKey} />}
        lead={lead}
        facts={
          <>
            {files.map((file) => (
              <FileName key={file}>{file}</FileName>
            ))}
            <span>{takesEffect}</span>
            <span>{t.rich('readAt', { when: () => <When ms={takenAt} /> })}</span>
          </>
        }
      />
      {now && (
        <p className="mb-5 text-base font-medium" data-testid="now">
          {now}
        </p>
      )}
      {notEditable && (
        <Notice look="opens" title={t('readOnly')} className="mb-4">
          {words(notEditable)}
        </Notice>
      )}
      {stale && (
        <Notice look="broken" title={t('stale')} className="mb-4">
          <p>
            {words(stale)}{' '}
            <Link href={reviewHref} className="underline">
              {t('staleLink')}
            </Link>
          </p>
        </Notice>
      )}
    </>
  )
}
