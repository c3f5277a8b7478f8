/**
 * Whether a request that changes something comes from this console's own pages. Next compares Origin with Host; a proxy
 * that rewrites Host makes that weak, so where MAILROOT_URL is set, it is the measure. Every browser sends Origin with a
 * POST; a request without it is not from one of our pages.
 */
export function isSameOrigin(headers: Headers, env: { origin: string; originIsFixed: boolean }): boolean {
  if (!env.originIsFixed) return true
  const origin = headers.get('origin')
  if (origin === null) return false
  // Who is told 127.0.0.1 may type localhost.
  return origin === env.origin || (isLoopback(origin) && asLocalhost(origin) === asLocalhost(env.origin))
}

const LOOPBACK_HOST = /^(https?:\/\/)(?:localhost|127\.0\.0\.1|\[::1\])(?=:\d+$|$)/

function isLoopback(origin: string): boolean {
  return LOOPBACK_HOST.test(origin)
}

function asLocalhost(origin: string): string {
  return origin.replace(LOOPBACK_HOST, '$1localhost')
}
