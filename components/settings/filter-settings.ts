import type { SettingPair } from './pair-settings'
import type { VariableWords } from './use-variable-words'

/** Which variables are shown: all, those in the file, those with something remarkable, those that the draft changes. */
const SHOWN = ['all', 'set', 'odd', 'drafted'] as const
export type Shown = (typeof SHOWN)[number]

export interface SettingsFilter {
  readonly text: string
  readonly show: Shown
}

/** From the search of an address: `q` and `show`. */
export function parseFilter({ q = '', show }: Readonly<Record<string, string | undefined>>): SettingsFilter {
  return { text: q, show: SHOWN.find((known) => known === show) ?? 'all' }
}

/** For an address: '' where nothing is filtered, else `?q=…`. */
export function printFilter({ text, show }: SettingsFilter): string {
  const search = new URLSearchParams({ ...(text && { q: text }), ...(show !== 'all' && { show }) })
  return search.size === 0 ? '' : `?${search}`
}

/** Every word of the search is in the variable's name, label or description. */
export function isShown(
  { name, now, drafted }: SettingPair,
  { text, show }: SettingsFilter,
  words: Pick<VariableWords, 'label' | 'about'>,
): boolean {
  const { definition } = now
  const isIn = {
    all: true,
    set: now.set !== null || drafted.set !== null,
    odd: [now, drafted].some(({ set, duplicates }) => duplicates.length > 0 || (set?.marks.length ?? 0) > 0),
    drafted: now.set?.was !== drafted.set?.was || now.set?.note?.text !== drafted.set?.note?.text,
  }[show]
  if (!isIn) return false
  const found = `${name}\n${words.label(definition)}\n${words.about(definition)}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => found.includes(word))
}
