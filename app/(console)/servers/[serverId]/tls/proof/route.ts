import { streamProofs } from '@/lib/server/tls/stream-proofs'

/** Real handshakes with the server's services, as a stream of lines. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ serverId: string }> },
): Promise<Response> {
  const { serverId } = await params
  return streamProofs(request, serverId)
}
