'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { PageHeading } from '@/components/ui/page'
import type { TextRefusal } from '@/lib/xmail/tables'
import { formPageOf } from './form-pages'
import { useFileWords } from './use-file-words'

export interface HiddenFileProps {
  /** Of the server's pages, without a slash at its end. */
  base: string
  path: string
  refusal: TextRefusal
}

/** A file that is neither shown nor edited, why, and where to go instead. */
export function HiddenFile({ base, path, refusal }: HiddenFileProps) {
  const t = useTranslations('files')
  const words = useFileWords()
  const formPage = formPageOf(path)
  return (
    <>
      <PageHeading title={path} />
      <Notice title={t('refusedTitle')} className="max-w-2xl" data-refusal={refusal}>
        <p>{words.refusal(refusal)}</p>
        <p className="flex gap-4">
          {formPage && (
            <Link href={`${base}/${formPage}`} className="underline">
              {t('form')}
            </Link>
          )}
          <Link href={`${base}/files`} className="underline">
            {t('title')}
          </Link>
        </p>
      </Notice>
    </>
  )
}
