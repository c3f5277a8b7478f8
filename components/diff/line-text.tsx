import type { WordPart } from './mark-words'
import type { ShownDiffLine } from './shown-diff'

const MARK = {
  same: undefined,
  added: 'font-bold underline decoration-2 underline-offset-2',
  removed: 'font-bold line-through decoration-2',
} as const

interface LineTextProps {
  line: ShownDiffLine
  /** The words of it, where it took another line’s place; null: it is marked as a whole. */
  words: readonly WordPart[] | null
}

/** The text of a line. Words that changed are bold, and underlined or struck through: colour alone would not do. */
export function LineText({ line: { kind, text }, words }: LineTextProps) {
  if (!words)
    return kind === 'removed' ? (
      <del className="decoration-ink-3">
        <VisibleTabs text={text} />
      </del>
    ) : (
      <VisibleTabs text={text} />
    )
  const Mark = kind === 'removed' ? 'del' : 'ins'
  return words.map(({ text: word, isChanged }, i) =>
    isChanged ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
      <Mark key={i} className={MARK[kind]}>
        <VisibleTabs text={word} />
      </Mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
      <VisibleTabs key={i} text={word} />
    ),
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
