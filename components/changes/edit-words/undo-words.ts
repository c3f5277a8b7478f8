import type { Edit } from '@/lib/xmail/tables'
import type { Words } from './words'

/** Which change is taken back, or which point is gone back to, and in how much of the file. `day` writes a time. */
export function undoWords(
  t: Words,
  { path: file, op, about }: Extract<Edit, { table: 'undo' }>,
  count: number,
  day: (ms: number) => string,
): string {
  const what = t(`undone_${op}`, { file, count })
  return t(about.goal === 'undo' ? 'undo' : 'restore', {
    ...{ what, origin: about.origin, name: about.actorName, when: day(about.startedAt) },
  })
}
