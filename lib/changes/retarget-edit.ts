import type { Document, Line } from '@/lib/xmail/tab'
import { makeLine } from '@/lib/xmail/tab/line'
import { type Edit, editSchema, showLine } from '@/lib/xmail/tables'

/**
 * An edit whose references to rows that are gone (`{ line, was }`, wherever it has them) are those of the rows that have
 * taken their place. Null where it has none such, or is no edit any more. What it then does is for the table to say.
 */
export function retargetEdit(edit: Edit, now: Document, toNow: ReadonlyMap<string, Line>): Edit | null {
  let isAimed = false
  const places = placesByShown(edit, now, toNow)
  const aim = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(aim)
    if (typeof value !== 'object' || value === null) return value
    if (!isRowRef(value))
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, aim(inner)]))
    const other = places.get(value.was)
    const line = other ? now.lines.findIndex(({ content }) => content === other.content) : -1
    if (!other || line < 0) return value
    isAimed = true
    return { ...value, line, was: showLine(edit.path, other) }
  }
  const aimed = editSchema.safeParse(aim(edit))
  return isAimed && aimed.success ? aimed.data : null
}

/** An edit names a row as a page shows it, without its password. Rows that then look the same name none. */
function placesByShown(
  { path }: Edit,
  { format }: Document,
  toNow: ReadonlyMap<string, Line>,
): Map<string, Line> {
  const places = new Map<string, Line>()
  const twice = new Set<string>()
  for (const [content, other] of toNow) {
    const shown = showLine(path, makeLine(content, format))
    if (places.has(shown)) twice.add(shown)
    places.set(shown, other)
  }
  for (const shown of twice) places.delete(shown)
  return places
}

function isRowRef(value: object): value is { line: number; was: string } {
  return 'line' in value && 'was' in value && typeof value.line === 'number' && typeof value.was === 'string'
}
