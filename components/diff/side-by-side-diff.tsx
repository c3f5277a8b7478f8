import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { classNames } from '@/components/ui/class-names'
import { DiffGap } from './diff-gap'
import { DIFF_LOOK } from './diff-look'
import { LineText } from './line-text'
import { markWords, type WordPart } from './mark-words'
import { type PairedLine, pairHunk } from './pair-hunk'
import type { ShownDiffLine } from './shown-diff'

/** Before on the left, after on the right; what took a line’s place stands beside it. */
export function SideBySideDiff({ hunks }: { hunks: readonly (readonly ShownDiffLine[])[] }) {
  const t = useTranslations('diff')
  return (
    <table className="mono w-full table-fixed text-xs">
      <colgroup>
        <col className="w-10" />
        <col />
        <col className="w-10" />
        <col />
      </colgroup>
      <thead>
        <tr className="border-b text-left text-ink-2">
          <th scope="colgroup" colSpan={2} className="px-2 py-1 font-sans font-medium">
            {t('before')}
          </th>
          <th scope="colgroup" colSpan={2} className="border-l px-2 py-1 font-sans font-medium">
            {t('after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {hunks.map((hunk, i) => (
          <Fragment key={`${hunk[0]?.before}-${hunk[0]?.after}`}>
            {i > 0 && <DiffGap columns={4} />}
            {pairHunk(hunk).map((pair) => (
              <Row key={`${pair.before?.before}/${pair.after?.after}`} pair={pair} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function Row({ pair: { before, after } }: { pair: PairedLine }) {
  const marked = before && after && before !== after ? markWords(before.text, after.text) : null
  return (
    <tr>
      <Side line={before} number={before?.before ?? null} words={marked?.before ?? null} />
      <Side line={after} number={after?.after ?? null} words={marked?.after ?? null} isAfter />
    </tr>
  )
}

interface SideProps {
  line: ShownDiffLine | null
  number: number | null
  words: readonly WordPart[] | null
  isAfter?: boolean
}

function Side({ line, number, words, isAfter = false }: SideProps) {
  const t = useTranslations('diff')
  const look = line ? DIFF_LOOK[line.kind] : null
  const row = look?.row ?? 'bg-sunken'
  return (
    <>
      <td
        className={classNames('px-1 text-right align-top text-ink-3 select-none', isAfter && 'border-l', row)}
      >
        {number}
      </td>
      <td
        className={classNames('py-px pr-2 align-top break-all whitespace-pre-wrap', row)}
        data-kind={line?.kind}
      >
        {line && (
          <span className="flex">
            <span aria-hidden className="w-5 shrink-0 text-center select-none">
              {look?.sign}
            </span>
            {line.kind !== 'same' && <span className="sr-only">{t(line.kind)}</span>}
            <span className="min-w-0">
              <LineText line={line} words={words} />
            </span>
          </span>
        )}
      </td>
    </>
  )
}
