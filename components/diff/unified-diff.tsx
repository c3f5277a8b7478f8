import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { DiffGap } from './diff-gap'
import { DIFF_LOOK } from './diff-look'
import { LineText } from './line-text'
import { markWords, type WordPart } from './mark-words'
import { pairHunk } from './pair-hunk'
import type { ShownDiffLine } from './shown-diff'

/** One line below the other; each says by sign and by word what happens to it. */
export function UnifiedDiff({ hunks }: { hunks: readonly (readonly ShownDiffLine[])[] }) {
  return (
    <table className="mono w-full table-fixed text-xs">
      <colgroup>
        <col className="w-10" />
        <col className="w-10" />
        <col className="w-6" />
        <col />
      </colgroup>
      <tbody>
        {hunks.map((hunk, i) => (
          <Fragment key={`${hunk[0]?.before}-${hunk[0]?.after}`}>
            {i > 0 && <DiffGap columns={4} />}
            <Hunk hunk={hunk} />
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function Hunk({ hunk }: { hunk: readonly ShownDiffLine[] }) {
  const t = useTranslations('diff')
  const words = wordsOf(hunk)
  return hunk.map((line) => (
    <tr key={`${line.before}/${line.after}`} className={DIFF_LOOK[line.kind].row} data-kind={line.kind}>
      <td className="px-1 text-right align-top text-ink-3 select-none">{line.before}</td>
      <td className="px-1 text-right align-top text-ink-3 select-none">{line.after}</td>
      <td className="text-center align-top select-none">
        <span aria-hidden>{DIFF_LOOK[line.kind].sign}</span>
        {line.kind !== 'same' && <span className="sr-only">{t(line.kind)}</span>}
      </td>
      <td className="py-px pr-2 break-all whitespace-pre-wrap">
        <LineText line={line} words={words.get(line) ?? null} />
      </td>
    </tr>
  ))
}

/** The words of the lines that took another’s place. */
function wordsOf(hunk: readonly ShownDiffLine[]): Map<ShownDiffLine, readonly WordPart[]> {
  const words = new Map<ShownDiffLine, readonly WordPart[]>()
  for (const { before, after } of pairHunk(hunk)) {
    if (!before || !after || before === after) continue
    const marked = markWords(before.text, after.text)
    if (!marked) continue
    words.set(before, marked.before)
    words.set(after, marked.after)
  }
  return words
}
