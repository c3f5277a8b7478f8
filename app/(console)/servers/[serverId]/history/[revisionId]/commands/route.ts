import { toDownload } from '@/lib/server/by-hand/to-download'
import { readPutBackCommands } from '@/lib/server/queries/downloads'

/** A script that puts back by hand what a change has replaced. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ serverId: string; revisionId: string }> },
): Promise<Response> {
  const { serverId, revisionId } = await params
  return toDownload(await readPutBackCommands(serverId, revisionId), 'mailroot-put-back.sh')
}
