/**
 * Whether a request that changes something comes from this console's own pages. Next compares Origin with Host; a proxy
 * that rewrites Host makes that weak, so where MAILROOT_URL is set, it is the measure. Every browser sends Origin with a
 * POST; a request without it is not from one of our pages.
 */
export function isSameOrigin(headers: Headers, env: { origin: string; originIsFixed: boolean }): boolean {
  return !env.originIsFixed || headers.get('origin') === env.origin
}
