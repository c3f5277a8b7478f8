/** More lines than this, or characters, a text field is slow with. */
const MAX_LINES = 2_000
const MAX_CHARACTERS = 200_000
const LINES_SHOWN = 8
const CHARACTERS_SHOWN = 800

/** Whether a text is not to be put into a text field of the browser. */
export function isLongList(text: string): boolean {
  return text.length > MAX_CHARACTERS || (text.length > MAX_LINES && countLines(text) > MAX_LINES)
}

/** The beginning of a long list, with `…` for the rest, and how many lines it has in all. */
export function firstLinesOf(text: string): { readonly shown: string; readonly count: number } {
  const first = text.slice(0, CHARACTERS_SHOWN).split('\n').slice(0, LINES_SHOWN)
  return { shown: `${first.join('\n')}\n…`, count: countLines(text) }
}

function countLines(text: string): number {
  let count = text === '' || text.endsWith('\n') ? 0 : 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
