'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import type { TakesEffect, WhenMissing } from '@/lib/xmail/catalog'
import type { TextRefusal } from '@/lib/xmail/tables'
import { fileAddress } from './file-address'
import { formPageOf } from './form-pages'
import { useFileWords } from './use-file-words'

export interface FileRowProps {
  base: string
  file: {
    readonly path: string
    /** Null: there is no such file. */
    readonly sizeBytes: number | null
    /** Its path in the catalog, which may be a pattern; null: XMail does not read it. */
    readonly known: string | null
    readonly refusal: TextRefusal | null
    /** Whether its text may be read. */
    readonly isShown: boolean
    readonly takesEffect: TakesEffect | null
    readonly whenMissing: WhenMissing | null
  }
}

/** A file in a phrase: what it is for, when a change of it counts, and what it means that it is not there. */
export function FileRow({ base, file }: FileRowProps) {
  const { path, sizeBytes, known, refusal, isShown, takesEffect, whenMissing } = file
  const t = useTranslations('files')
  const words = useFileWords()
  const format = useFormatter()
  const formPage = formPageOf(path)
  return (
    <li className="grid gap-x-6 gap-y-1 px-3 py-2.5 md:grid-cols-[18rem_1fr]" data-file={path}>
      <div className="min-w-0">
        {isShown ? (
          <Link href={fileAddress(base, path)} className="mono text-sm font-medium break-all underline">
            {path}
          </Link>
        ) : (
          <span className="mono text-sm font-medium break-all">{path}</span>
        )}
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs text-ink-2">
          {sizeBytes === null ? <Tag>{t('notThere')}</Tag> : t('size', { size: format.number(sizeBytes) })}
          {formPage && (
            <Link href={`${base}/${formPage}`} className="underline" aria-label={t('formOf', { file: path })}>
              {t('form')}
            </Link>
          )}
        </p>
      </div>
      <div className="min-w-0 text-sm">
        {known !== null && <p>{words.about(known)}</p>}
        <p className="text-xs text-ink-2">
          {refusal !== null && <span className="block">{words.refusal(refusal)}</span>}
          {refusal === null && takesEffect && <span className="block">{words.takesEffect(takesEffect)}</span>}
          {sizeBytes === null && whenMissing && (
            <span className="block">{words.whenMissing(whenMissing)}</span>
          )}
        </p>
      </div>
    </li>
  )
}
