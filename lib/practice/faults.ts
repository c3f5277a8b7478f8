/**
 * Troubles to order, for tests of a client: what a network, a proxy or a broken server does at the worst moment. Bytes
 * are counted on the wire, so inside TLS they are the encrypted ones.
 */

/** Counted from the start of the connection: `sent` by the server, `received` from the client. */
export type FaultPoint = { readonly sent: number } | { readonly received: number }

/** What can be answered falsely: the connection itself, `#!TLS`, the login, the end of an upload, or a verb. */
export type FaultTarget = 'connect' | 'tls' | 'login' | 'upload' | { readonly verb: string }

export type PracticeFault =
  /** The connection ends there. The server sees the end as well and does what XMail does: it commits what had come. */
  | {
      readonly kind: 'cut'
      readonly after: FaultPoint
      /** `close` (default) ends in order, `reset` is a TCP reset. */
      readonly how?: 'close' | 'reset'
    }
  /** From there on nothing passes in that direction, and the connection stays open. */
  | { readonly kind: 'stall'; readonly after: FaultPoint }
  /** These bytes (a byte string, line ends included) instead of doing it. After that the session goes on (default), or closes. */
  | {
      readonly kind: 'answer'
      readonly to: FaultTarget
      readonly bytes: string
      readonly next?: 'go-on' | 'close'
    }

export type AnswerFault = Extract<PracticeFault, { kind: 'answer' }>
export type WireFault = Exclude<PracticeFault, AnswerFault>

/** The false answer that was ordered for this moment, if any. A verb is compared in lower case. */
export function findAnswer(faults: readonly PracticeFault[], to: FaultTarget): AnswerFault | undefined {
  return faults.find((fault): fault is AnswerFault => fault.kind === 'answer' && isSameTarget(fault.to, to))
}

function isSameTarget(a: FaultTarget, b: FaultTarget): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.verb.toLowerCase() === b.verb.toLowerCase()
}
