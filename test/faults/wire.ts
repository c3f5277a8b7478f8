import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type Direction = 'up' | 'down'

/** A moment on the wire: so many bytes, or pieces as they come, have passed in one direction since it was set. */
export interface WirePoint {
  readonly direction: Direction
  readonly unit: 'bytes' | 'messages'
  readonly after: number
}

/** A TCP proxy on 127.0.0.1 between the console and a server, and what may happen to it. */
export interface Wire {
  readonly port: number
  /** Calls back once, when the point is reached; what comes behind it has not passed yet. */
  arm(point: WirePoint, strike: () => void): void
  disarm(): void
  /** Ends every connection of now: what has passed arrives, and nothing behind it. */
  cut(): void
  /** From now on connections are refused without a word, until `restore`. */
  down(): void
  /** From now on nothing arrives any more in either direction, on connections of now and, if so, on new ones. */
  stall(andNew: boolean): void
  /** What was held arrives after all, late, and new connections pass. */
  restore(): void
  close(): Promise<void>
}

/** One direction of one connection. */
interface Lane {
  readonly to: Socket
  readonly direction: Direction
  held: (Buffer | 'end')[] | null
}

interface Pair {
  readonly client: Socket
  readonly target: Socket
  readonly lanes: readonly [Lane, Lane]
}

type Plan = { readonly point: WirePoint; readonly strike: () => void; passed: number }

export async function startWire(targetPort: number): Promise<Wire> {
  const pairs = new Set<Pair>()
  let plan: Plan | null = null
  let isDown = false
  let stallsNew = false

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on('error', () => {})
    if (isDown) return client.resetAndDestroy()
    const target = connect({ host: '127.0.0.1', port: targetPort, allowHalfOpen: true, noDelay: true })
    target.on('error', () => {})
    const held = () => (stallsNew ? [] : null)
    const up: Lane = { to: target, direction: 'up', held: held() }
    const down: Lane = { to: client, direction: 'down', held: held() }
    const pair: Pair = { client, target, lanes: [up, down] }
    pairs.add(pair)
    follow(client, up)
    follow(target, down)
    client.once('close', () => target.destroyed || pass(up, 'end'))
    target.once('close', () => {
      pairs.delete(pair)
      client.destroy()
    })
  })

  const follow = (from: Socket, lane: Lane): void => {
    from.on('data', (chunk: Buffer) => receive(lane, chunk))
    from.on('end', () => pass(lane, 'end'))
  }

  const receive = (lane: Lane, chunk: Buffer): void => {
    const { direction } = lane
    const part = plan?.point.direction === direction ? partBefore(plan, chunk) : null
    pass(lane, part ?? chunk)
    if (!plan || part === null) return
    const { strike } = plan
    plan = null
    strike()
    const rest = chunk.subarray(part.length)
    if (rest.length > 0 && !lane.to.destroyed && !lane.to.writableEnded) pass(lane, rest)
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    arm(point, strike) {
      plan = { point, strike, passed: 0 }
    },
    disarm() {
      plan = null
    },
    cut() {
      for (const pair of pairs) cutPair(pair)
    },
    down() {
      isDown = true
      for (const pair of pairs) cutPair(pair)
    },
    stall(andNew) {
      stallsNew = andNew
      for (const { lanes } of pairs) for (const lane of lanes) lane.held ??= []
    },
    restore() {
      isDown = false
      stallsNew = false
      for (const { lanes } of pairs) for (const lane of lanes) release(lane)
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const { client, target } of pairs) for (const socket of [client, target]) socket.destroy()
      }),
  }
}

/** Counts a piece; what of it comes before the point, or null where the point is not in it. */
function partBefore(plan: Plan, chunk: Buffer): Buffer | null {
  const { unit, after } = plan.point
  const size = unit === 'bytes' ? chunk.length : 1
  const room = after - plan.passed
  plan.passed += size
  if (size < room) return null
  return unit === 'bytes' ? chunk.subarray(0, room) : chunk
}

function pass(lane: Lane, what: Buffer | 'end'): void {
  if (lane.held) {
    lane.held.push(what)
    return
  }
  if (lane.to.destroyed || lane.to.writableEnded) return
  if (what === 'end') lane.to.end()
  else lane.to.write(what)
}

function release(lane: Lane): void {
  const held = lane.held ?? []
  lane.held = null
  for (const what of held) pass(lane, what)
}

/** The server sees an end behind the bytes that came through; the console sees that the connection is gone. */
function cutPair({ client, target, lanes }: Pair): void {
  for (const lane of lanes) lane.held = null
  target.end()
  // What has come through in this direction is written already, and arrives before the end.
  client.end(() => client.destroy())
}
