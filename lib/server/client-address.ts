/**
 * The address that a request came from, as the nearest proxy saw it, or as the console's own server did where there is
 * none. A client without a proxy in front can make it up, so no limit hangs on it alone.
 */
export function clientAddress(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
}
