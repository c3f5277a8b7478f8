import { toDownload } from '@/lib/server/by-hand/to-download'
import { readCommands } from '@/lib/server/queries/downloads'

/** The whole draft as a script to run by hand. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ serverId: string }> },
): Promise<Response> {
  const { serverId } = await params
  return toDownload(await readCommands(serverId), 'mailroot.sh')
}
