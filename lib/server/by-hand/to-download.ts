import type { Result } from '@/lib/errors'

/**
 * The answer of a route to a download: bytes as they are, or the code of the trouble. `name` is a file's name, or a path
 * below MAIL_ROOT, whose slashes a name cannot have.
 */
export function toDownload(
  content: Result<string | Uint8Array>,
  name: string,
  type = 'application/octet-stream',
): Response {
  if (!content.ok) return new Response(content.error.code, { status: 409 })
  const { value } = content
  return new Response(typeof value === 'string' ? value : Uint8Array.from(value), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name.replaceAll('/', '-')}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
