import type { useTranslations } from 'next-intl'

/** The words of edits: namespace `edits`. */
export type Words = ReturnType<typeof useTranslations<'edits'>>

const MAX_NAMED = 3

/** The first of a list, and that there are more. */
export function nameSome(names: readonly string[]): string {
  return [...names.slice(0, MAX_NAMED), ...(names.length > MAX_NAMED ? ['…'] : [])].join(', ')
}

/** What stood in the lines, without quotes and TABs. */
export function nameLines(rows: readonly { readonly was: string }[]): string {
  return nameSome(rows.map(({ was }) => was.replaceAll('"', '').replaceAll('\t', ' ').slice(0, 60)))
}
