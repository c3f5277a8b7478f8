import { connect, type Socket } from 'node:net'
import { ok, type Result } from '@/lib/errors'
import type { ServiceAddress } from '@/lib/xmail/services'
import { type Limit, socketTrouble } from './socket-trouble'

/** A connection that is read to its end, or line by line. Bytes are latin-1. */
export interface OpenLine {
  readonly remoteAddress: string
  readonly localAddress: string
  send(text: string): void
  /** The next line without its end; what came without one if the other side then closed; null: nothing more comes. */
  readLine(): Promise<Result<string | null>>
  /** Everything until the other side closes, up to a limit. */
  readAll(): Promise<Result<string>>
  close(): void
}

/** More than this no service that is probed has to say. */
const MAX_BYTES = 64 * 1024

/** Connects; `localAddress` is one of this machine's own. Errors: CANCELLED, TIMED_OUT, HOST_NOT_FOUND, UNREACHABLE. */
export async function openLine(
  place: ServiceAddress,
  limit: Limit,
  localAddress?: string,
): Promise<Result<OpenLine>> {
  const socket = connect({ ...place, noDelay: true, ...(localAddress && { localAddress }) })
  // For good: an error that nobody listens to would end the process.
  socket.on('error', () => {})
  const cut = () => socket.destroy()
  limit.signal.addEventListener('abort', cut, { once: true })
  socket.once('close', () => limit.signal.removeEventListener('abort', cut))
  const failure = await new Promise<unknown>((resolve) => {
    socket.once('connect', () => resolve(null))
    socket.once('error', resolve)
    socket.once('close', () => resolve(new Error('closed')))
    if (limit.signal.aborted) cut()
  })
  if (failure) return { ok: false, error: socketTrouble(failure, place, limit) }
  return ok(lineOn(socket, place, limit))
}

function lineOn(socket: Socket, place: ServiceAddress, limit: Limit): OpenLine {
  let text = ''
  let ended = false
  let wake = (): void => {}
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
    if (text.length > MAX_BYTES) socket.destroy()
    wake()
  })
  for (const event of ['end', 'close', 'error']) {
    socket.on(event, () => {
      ended = true
      wake()
    })
  }
  /** Until `done` finds something, or nothing more can come. */
  async function wait<T>(done: () => T | undefined): Promise<Result<T | null>> {
    for (;;) {
      const found = done()
      if (found !== undefined) return ok(found)
      if (limit.signal.aborted) return { ok: false, error: socketTrouble(null, place, limit) }
      if (ended) return ok(null)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const takeLine = (): string | undefined => {
    const end = text.indexOf('\n')
    if (end < 0 && !(ended && text !== '')) return undefined
    const line = (end < 0 ? text : text.slice(0, end)).replace(/\r+$/, '')
    text = end < 0 ? '' : text.slice(end + 1)
    return line
  }
  return {
    remoteAddress: plainAddress(socket.remoteAddress),
    localAddress: plainAddress(socket.localAddress),
    send: (line) => void socket.write(line, 'latin1'),
    readLine: () => wait(takeLine),
    async readAll() {
      const all = await wait(() => (ended && !limit.signal.aborted ? text : undefined))
      return all.ok ? ok(all.value ?? text) : all
    },
    close: () => void socket.destroy(),
  }
}

/** IPv4 without the IPv6 wrapping that a dual-stack socket gives it. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/, '')
}
