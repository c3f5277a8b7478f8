import { useTranslations } from 'next-intl'

/** Between two hunks. */
export function DiffGap({ columns }: { columns: number }) {
  const t = useTranslations('diff')
  return (
    <tr>
      <td colSpan={columns} className="border-y bg-sunken px-3 text-ink-3">
        <span className="sr-only">{t('unchangedLines')}</span>
        <span aria-hidden>⋯</span>
      </td>
    </tr>
  )
}
