/**
 * Whether a request that changes something comes from this console's own pages. Next compares Origin with Host; a proxy
 * that rewrites Host makes that weak, so where MAILROOT_URL is set, it is the measure. Every browser sends Origin with a
 * POST; a request without it is not from one of our pages.
 */
export function isSameOrigin(headers: Headers, env: { origin: string; originIsFixed: boolean }): boolean {
  if (!env.originIsFixed) return true
  const origin = headers.get('origin')
  return origin !== null && (origin === env.origin || loopbackName(origin) === loopbackName(env.origin))
}

/** The names of this machine are one place: who is told 127.0.0.1 may type localhost. NaN for any other, equal to none. */
function loopbackName(origin: string): string | number {
  const match = /^(https?):\/\/(?:localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.exec(origin)
  return match ? `${match[1]}${match[2] ?? ''}` : Number.NaN
}
