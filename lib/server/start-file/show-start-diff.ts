import { diffLines } from '@/lib/changes/diff-lines'
import { decodeText, parseDocument } from '@/lib/xmail/tab'

/** Lines are lines; what they mean is the shell's or systemd's business. */
const LINES = { lineLimit: Number.MAX_SAFE_INTEGER, comments: false }

/** A start file's change as `showDiff` shows one of the MailRoot, but only the lines that change. */
export function showStartDiff(path: string, before: Uint8Array, after: Uint8Array) {
  const documents = { removed: parseDocument(before, LINES), added: parseDocument(after, LINES) }
  const changed = diffLines(
    documents.removed.lines.map((line) => line.raw),
    documents.added.lines.map((line) => line.raw),
  ).flatMap(({ kind, before: from, after: to }) => {
    if (kind === 'same') return []
    const document = documents[kind]
    const text = document.lines[(kind === 'removed' ? from : to) ?? -1]?.content ?? ''
    const number = (at: number | null) => (at === null ? null : at + 1)
    return [{ kind, before: number(from), after: number(to), text: decodeText(document, text).slice(0, 600) }]
  })
  const added = changed.filter(({ kind }) => kind === 'added').length
  return {
    path,
    isNew: false,
    added,
    removed: changed.length - added,
    hunks: [changed],
    hidden: 0,
    secret: 'none' as const,
    takesEffect: 'restart' as const,
  }
}
