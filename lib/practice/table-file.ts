import { quote, readTokens } from '@/lib/xmail/tab/lex'
import type { MailRoot } from './mail-root'

/** A line of a table on disk, as a byte string without its end, and what XMail reads in it. */
export interface TableRow {
  readonly line: string
  readonly tokens: readonly string[]
}

/** Numbers are written bare, as XMail does with user ids. */
export type Field = string | number

/** The rows of a table without comments and blank lines; null where there is no file. */
export async function readRows(root: MailRoot, path: string): Promise<TableRow[] | null> {
  const text = await root.readText(path)
  if (text === null) return null
  return linesOf(text)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ line, tokens: readTokens(line) }))
}

export async function appendRow(root: MailRoot, path: string, fields: readonly Field[]): Promise<void> {
  await updateLines(root, path, (lines) => [...lines, formatRow(fields)])
}

/** Removes the rows that `matches` holds for; gives how many there were. Comments stay. */
export async function removeRows(
  root: MailRoot,
  path: string,
  matches: (tokens: readonly string[]) => boolean,
): Promise<number> {
  let removed = 0
  await updateLines(root, path, (lines) => {
    const kept = lines.filter((line) => line.startsWith('#') || !matches(readTokens(line)))
    removed = lines.length - kept.length
    return kept
  })
  return removed
}

export async function replaceRow(
  root: MailRoot,
  path: string,
  line: string,
  fields: readonly Field[],
): Promise<void> {
  await updateLines(root, path, (lines) => lines.map((old) => (old === line ? formatRow(fields) : old)))
}

export async function writeRows(
  root: MailRoot,
  path: string,
  rows: readonly (readonly Field[])[],
): Promise<void> {
  await updateLines(root, path, () => rows.map(formatRow))
}

async function updateLines(
  root: MailRoot,
  path: string,
  change: (lines: readonly string[]) => readonly string[],
): Promise<void> {
  await root.updateText(path, (old) =>
    change(linesOf(old ?? ''))
      .map((line) => `${line}\n`)
      .join(''),
  )
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/\r+$/, ''))
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function formatRow(fields: readonly Field[]): string {
  return fields.map((field) => (typeof field === 'number' ? String(field) : quote(field))).join('\t')
}
