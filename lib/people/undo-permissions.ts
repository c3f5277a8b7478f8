import { catalogEntry } from '@/lib/xmail/catalog'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { type FilterRow, readRelay, readSpammers, tableFor, type UndoTableEdit } from '@/lib/xmail/tables'
import type { Permission } from './roles'

/**
 * What a role must include to put back bytes that a file had once: of these tables what the same rows would ask for if they
 * were typed. Of every other file, server.control: its lines may be what only an administrator confirms (a variable that
 * switches a check off, a rule that lets everybody in), and nobody can say of old lines who would have had to.
 */
export function permissionsForUndo(edit: UndoTableEdit): Permission[] {
  switch (tableFor(edit.path)) {
    case 'smtprelay':
      return confirmationsOf(edit, (bytes) => readRelay(openLines(edit, bytes)))
    case 'spammers':
      return confirmationsOf(edit, (bytes) => readSpammers(openLines(edit, bytes)))
    case 'smtpauth':
      return []
    default:
      return ['server.control']
  }
}

function confirmationsOf(
  edit: UndoTableEdit,
  read: (lines: string) => readonly Pick<FilterRow, 'marks'>[],
): Permission[] {
  const marks = new Set(read(linesPutBack(edit).join('')).flatMap((row) => row.marks))
  return [
    ...(marks.has('wide') || marks.has('matches-everything') ? ['network.wide' as const] : []),
    ...(marks.has('netmask-holes') ? ['netmask.holes' as const] : []),
  ]
}

function linesPutBack(edit: UndoTableEdit): readonly string[] {
  if (edit.op === 'remove-file') return []
  if (edit.op === 'create-file') return edit.lines
  return edit.hunks.flatMap(({ was, now }) => now.filter((line) => !was.includes(line)))
}

function openLines({ path }: UndoTableEdit, lines: string) {
  const format = catalogEntry(path)?.format
  if (!format) throw new Error(`${path} is not in the catalog`)
  return parseDocument(fromByteString(lines), format)
}
