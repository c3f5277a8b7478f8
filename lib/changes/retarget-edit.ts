import type { Document, Line } from '@/lib/xmail/tab'
import { type Edit, editSchema } from '@/lib/xmail/tables'

/**
 * An edit whose references to rows that are gone (`{ line, was }`, wherever it has them) are those of the rows that have
 * taken their place. Null where it has none such, or is no edit any more. What it then does is for the table to say.
 */
export function retargetEdit(edit: Edit, now: Document, toNow: ReadonlyMap<string, Line>): Edit | null {
  let isAimed = false
  const aim = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(aim)
    if (typeof value !== 'object' || value === null) return value
    if (!isRowRef(value))
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, aim(inner)]))
    const other = toNow.get(value.was)
    const line = other ? now.lines.findIndex(({ content }) => content === other.content) : -1
    if (!other || line < 0) return value
    isAimed = true
    return { ...value, line, was: other.content }
  }
  const aimed = editSchema.safeParse(aim(edit))
  return isAimed && aimed.success ? aimed.data : null
}

function isRowRef(value: object): value is { line: number; was: string } {
  return 'line' in value && 'was' in value && typeof value.line === 'number' && typeof value.was === 'string'
}
