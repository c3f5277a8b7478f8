/** The key under which messages say what a file of the catalog is for: `filters.in.tab` → `filters_in_tab`, a `*` is an x. */
export function aboutKey(known: string): string {
  return known.replaceAll('*', 'x').replace(/[^a-z0-9]/gi, '_')
}
