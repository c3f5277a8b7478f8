import { toDownload } from '@/lib/server/by-hand/to-download'
import { readReplacedFile } from '@/lib/server/queries/downloads'

/** One file, `?path=smtprelay.tab`, as a change has found it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ serverId: string; revisionId: string }> },
): Promise<Response> {
  const { serverId, revisionId } = await params
  const path = new URL(request.url).searchParams.get('path') ?? ''
  return toDownload(await readReplacedFile(serverId, revisionId, path), path)
}
