import { toDownload } from '@/lib/server/by-hand/to-download'
import { readDraftedFile } from '@/lib/server/queries/downloads'

/** One file, `?path=smtprelay.tab`, as the draft would make it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ serverId: string }> },
): Promise<Response> {
  const { serverId } = await params
  const path = new URL(request.url).searchParams.get('path') ?? ''
  return toDownload(await readDraftedFile(serverId, path), path)
}
