import { readPatch } from '@/lib/server/queries/review'

/** The whole draft as a patch file. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ serverId: string }> },
): Promise<Response> {
  const { serverId } = await params
  const patch = await readPatch(serverId)
  if (!patch.ok) return new Response(patch.error.code, { status: 409 })
  return new Response(patch.value, {
    headers: {
      'content-type': 'text/x-patch; charset=utf-8',
      'content-disposition': 'attachment; filename="mailroot.patch"',
      'cache-control': 'no-store',
    },
  })
}
