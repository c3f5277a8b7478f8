import { toDownload } from '@/lib/server/by-hand/to-download'
import { readPatch } from '@/lib/server/queries/downloads'

/** The whole draft as a patch file. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ serverId: string }> },
): Promise<Response> {
  const { serverId } = await params
  return toDownload(await readPatch(serverId), 'mailroot.patch', 'text/x-patch; charset=utf-8')
}
