import 'server-only'
import { recordAudit } from '@/lib/db/audit'
import { personOn } from '@/lib/people/role-on'
import { can } from '@/lib/people/roles'
import { getContainer } from '../container'
import { currentPerson } from '../session'
import { proveServices } from './prove-services'

/**
 * The handshakes of a server as a stream, one line of JSON each: an action could neither tell how far it is nor be
 * cancelled. Closing the request ends them. Status 403 to whoever may not, 415 to a request that another site can send
 * without being asked for it, 429 to who asks too often.
 */
export async function streamProofs(request: Request, serverId: string): Promise<Response> {
  const signedIn = await currentPerson()
  const person = signedIn && personOn(signedIn, serverId)
  if (!person || !can(person.role, 'draft.edit')) return new Response(null, { status: 403 })
  const world = await getContainer()
  if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 })
  if (!world.limits.actions.take(person.id).ok) return new Response(null, { status: 429 })
  await recordAudit(world.records, {
    actor: { id: person.id, name: person.name },
    action: 'tls.prove',
    serverId,
    outcome: 'done',
  })
  const cancelled = new AbortController()
  request.signal.addEventListener('abort', () => cancelled.abort(), { once: true })
  const lines = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async start(stream) {
      try {
        await proveServices(world, serverId, cancelled.signal, (proof) => {
          if (!cancelled.signal.aborted) stream.enqueue(lines.encode(`${JSON.stringify(proof)}\n`))
        })
        if (!cancelled.signal.aborted) stream.close()
      } catch (error) {
        world.log.error({ err: error, server: serverId }, 'handshakes ended with an error')
        if (!cancelled.signal.aborted) stream.error(new Error('ended'))
      }
    },
    cancel: () => cancelled.abort(),
  })
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
  })
}
