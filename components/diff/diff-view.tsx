'use client'

import { useTranslations } from 'next-intl'
import type { ShownFileDiff } from './shown-diff'
import { SideBySideDiff } from './side-by-side-diff'
import { UnifiedDiff } from './unified-diff'
import { useDiffLayout, useIsWide } from './use-diff-layout'

/** What changes in one file, in the layout that the person has chosen. Long lines break instead of scrolling. */
export function DiffView({ file }: { file: ShownFileDiff }) {
  const t = useTranslations('diff')
  const [layout] = useDiffLayout()
  const isWide = useIsWide()
  // Half a table would be empty where the file is new, or goes.
  const lines = file.hunks.flat()
  const hasBoth = lines.some(({ before }) => before !== null) && lines.some(({ after }) => after !== null)
  const Diff = layout === 'side-by-side' && isWide && hasBoth ? SideBySideDiff : UnifiedDiff
  return (
    <section aria-label={file.path} className="overflow-hidden rounded-md border">
      <h3 className="flex flex-wrap items-baseline gap-x-3 border-b bg-sunken px-3 py-1.5 text-xs">
        <code className="font-semibold">{file.path}</code>
        <span className="mono font-normal text-ink-2">
          {t('fileStats', { added: file.added, removed: file.removed })}
        </span>
        {file.isNew && <span className="font-normal text-ink-2">{t('newFile')}</span>}
      </h3>
      {file.hunks.length > 0 && <Diff hunks={file.hunks} />}
      {file.secret !== 'none' && (
        <p className="border-t px-3 py-1.5 text-xs text-ink-2">{t(`secret_${file.secret}`)}</p>
      )}
      {file.hidden > 0 && file.secret !== 'whole' && (
        <p className="border-t px-3 py-1.5 text-xs text-ink-2">{t('hiddenLines', { count: file.hidden })}</p>
      )}
    </section>
  )
}
