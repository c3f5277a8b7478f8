import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { PracticeFault, WireFault } from './faults'

/** How long after a cut in order the client may take to read what was sent before. */
const DRAIN_MS = 200

/** The socket itself, or, where a cut or a stall was ordered, a stream over it that does that. */
export function applyWireFaults(socket: Socket, faults: readonly PracticeFault[]): Duplex {
  const wire = faults.filter((fault): fault is WireFault => fault.kind !== 'answer')
  return wire.length === 0 ? socket : new FaultyStream(socket, wire)
}

type Direction = 'sent' | 'received'

class FaultyStream extends Duplex {
  #socket: Socket
  /** The first trouble of each direction. */
  #faults: Readonly<Record<Direction, WireFault | undefined>>
  #passed: Record<Direction, number> = { sent: 0, received: 0 }
  #isCut = false

  constructor(socket: Socket, faults: readonly WireFault[]) {
    super({ allowHalfOpen: true })
    this.#socket = socket
    this.#faults = { sent: firstFault(faults, 'sent'), received: firstFault(faults, 'received') }
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('end', () => {
      if (!this.#isCut && !this.#isStalled('received')) this.push(null)
    })
    socket.on('error', () => {})
    socket.on('close', () => this.destroy())
    this.#cutIfReached('sent')
    this.#cutIfReached('received')
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const passed = chunk.subarray(0, this.#room('sent'))
    this.#passed.sent += passed.length
    if (!this.#isCut && passed.length > 0) this.#socket.write(passed)
    this.#cutIfReached('sent')
    done()
  }

  override _final(done: () => void): void {
    if (!this.#isStalled('sent')) this.#socket.end()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.#isCut) this.#socket.destroy()
    done(error)
  }

  #receive(chunk: Buffer): void {
    if (this.#isCut) return
    const passed = chunk.subarray(0, this.#room('received'))
    this.#passed.received += passed.length
    if (passed.length > 0 && !this.push(passed)) this.#socket.pause()
    this.#cutIfReached('received')
  }

  /** Bytes that may still pass in a direction. */
  #room(direction: Direction): number {
    const fault = this.#faults[direction]
    return fault ? pointOf(fault) - this.#passed[direction] : Number.POSITIVE_INFINITY
  }

  #isStalled(direction: Direction): boolean {
    return this.#faults[direction]?.kind === 'stall' && this.#room(direction) <= 0
  }

  #cutIfReached(direction: Direction): void {
    const fault = this.#faults[direction]
    if (fault?.kind === 'cut' && this.#room(direction) <= 0) this.#cut(fault)
  }

  #cut(fault: Extract<WireFault, { kind: 'cut' }>): void {
    if (this.#isCut) return
    this.#isCut = true
    if (fault.how === 'reset') {
      this.#socket.resetAndDestroy()
    } else {
      // Destroying at once could become a reset, which takes back what had been sent before.
      this.#socket.end()
      this.#socket.resume()
      setTimeout(() => this.#socket.destroy(), DRAIN_MS).unref()
    }
    this.push(null)
  }
}

function firstFault(faults: readonly WireFault[], direction: Direction): WireFault | undefined {
  return faults.filter((fault) => direction in fault.after).sort((a, b) => pointOf(a) - pointOf(b))[0]
}

function pointOf(fault: WireFault): number {
  return 'sent' in fault.after ? fault.after.sent : fault.after.received
}
