/** A name as it was before it was written into an address; what cannot be read names nobody. */
export function readNamePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
