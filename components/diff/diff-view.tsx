import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'

/** One line of a diff, ready to show: text decoded, secrets masked. Line numbers are 1-based. */
export interface ShownDiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly before: number | null
  readonly after: number | null
  readonly text: string
}

export interface ShownFileDiff {
  readonly path: string
  readonly isNew: boolean
  readonly added: number
  readonly removed: number
  readonly hunks: readonly (readonly ShownDiffLine[])[]
  /** Changed lines that are not in `hunks`, because there are too many for a page. */
  readonly hidden: number
  /** `columns`: passwords are hidden in the lines. `whole`: no line is shown. */
  readonly secret: 'none' | 'columns' | 'whole'
}

const LOOK = {
  same: { sign: ' ', row: 'text-ink-2' },
  added: { sign: '+', row: 'bg-opens-soft text-ink' },
  removed: { sign: '−', row: 'bg-closes-soft text-ink' },
} as const

/** A unified diff. Each line says by sign and by word what happens to it; long lines break instead of scrolling. */
export function DiffView({ file }: { file: ShownFileDiff }) {
  const t = useTranslations('review')
  return (
    <section aria-label={file.path} className="overflow-hidden rounded-md border">
      <h3 className="flex flex-wrap items-baseline gap-x-3 border-b bg-sunken px-3 py-1.5 text-xs">
        <code className="font-semibold">{file.path}</code>
        <span className="mono font-normal text-ink-2">
          {t('fileStats', { added: file.added, removed: file.removed })}
        </span>
        {file.isNew && <span className="font-normal text-ink-2">{t('newFile')}</span>}
      </h3>
      <table className="mono w-full table-fixed text-xs">
        <colgroup>
          <col className="w-10" />
          <col className="w-10" />
          <col className="w-6" />
          <col />
        </colgroup>
        <tbody>
          {file.hunks.map((hunk, i) => (
            <Hunk key={`${hunk[0]?.before}-${hunk[0]?.after}`} hunk={hunk} first={i === 0} />
          ))}
        </tbody>
      </table>
      {file.secret !== 'none' && (
        <p className="border-t px-3 py-1.5 text-xs text-ink-2">{t(`secret_${file.secret}`)}</p>
      )}
      {file.hidden > 0 && file.secret !== 'whole' && (
        <p className="border-t px-3 py-1.5 text-xs text-ink-2">{t('hiddenLines', { count: file.hidden })}</p>
      )}
    </section>
  )
}

function Hunk({ hunk, first }: { hunk: readonly ShownDiffLine[]; first: boolean }) {
  const t = useTranslations('review')
  return (
    <>
      {!first && (
        <tr>
          <td colSpan={4} className="border-y bg-sunken px-3 text-ink-3">
            <span className="sr-only">{t('unchangedLines')}</span>
            <span aria-hidden>⋯</span>
          </td>
        </tr>
      )}
      {hunk.map((line) => (
        <tr key={`${line.before}/${line.after}`} className={LOOK[line.kind].row} data-kind={line.kind}>
          <td className="px-1 text-right text-ink-3 select-none">{line.before}</td>
          <td className="px-1 text-right text-ink-3 select-none">{line.after}</td>
          <td className="text-center select-none">
            <span aria-hidden>{LOOK[line.kind].sign}</span>
            {line.kind !== 'same' && <span className="sr-only">{t(line.kind)}</span>}
          </td>
          <td
            className={classNames(
              'py-px pr-2 break-all whitespace-pre-wrap',
              line.kind === 'removed' && 'line-through decoration-ink-3',
            )}
          >
            <VisibleTabs text={line.text} />
          </td>
        </tr>
      ))}
    </>
  )
}

/** TABs separate fields in XMail's files and blanks do not: the difference must be seen. */
function VisibleTabs({ text }: { text: string }) {
  return text.split('\t').map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
    <span key={i}>
      {i > 0 && <span className="px-1 text-ink-3">→</span>}
      {part}
    </span>
  ))
}
