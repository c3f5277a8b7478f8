import { type Fault, fault } from '@/lib/errors'
import { parseReplyLine, REPLY_OK, REPLY_SEND_DATA, type Reply, replyFault } from '@/lib/xmail/ctrl'
import { type Deadline, startDeadline } from '../deadline'
import type { WriteOutcome } from '../store'
import { isReply } from './is-reply'
import type { Wire } from './wire'

/** One upload, ready to be sent: everything about it has been checked. */
export interface Upload {
  /** `cfgfileset` with its path, and CR LF. */
  readonly command: string
  /** The body with its final `.` line. Without a body, which only `checkRemoval` makes, XMail removes the file. */
  readonly data: string
  /** No line of the data would do anything, were it run as a command. */
  readonly isInert: boolean
}

export interface PutOptions {
  readonly deadline: Deadline
  /** How long the server may take for `+00101`, and for each piece of the data, whatever the deadline says. */
  readonly graceMs: number
}

/** Data goes out in pieces of this size, each with its own grace: a large file on a slow line is no stall. */
const PIECE_BYTES = 256 * 1024

const NOOP = '"noop"\r\n'

/** How long to wait for the answer where the deadline passed, or the caller gave up, while the data was under way. */
const SETTLE_MS = 2_000

/** "Unable to create file": the target's folder is missing, or it is one. XMail finds out before it touches anything. */
const NOT_CREATED = -10

/**
 * Uploads or removes one file on a signed-in wire. From the moment that `cfgfileset` is sent until the data's last byte, a lost
 * connection makes XMail delete the file or commit its first part (semantics.md 0.2); so in between neither the deadline
 * nor the caller's signal is heard, only the grace. And from that moment every ending but XMail's own clear refusal is
 * in doubt. After the data, `-00010` is such a refusal; any other error may have cost the file (8.4: disk full).
 */
export async function putFile(wire: Wire, upload: Upload, options: PutOptions): Promise<WriteOutcome> {
  const trouble = options.deadline.cut ?? wire.fault
  if (trouble) return { state: 'not-written', fault: trouble }
  const early = await underGrace(wire, options, () => sendUpload(wire, upload, options))
  if (early) return early
  if (!options.deadline.cut) {
    wire.obey(options.deadline)
    return readOutcome(wire, upload)
  }
  return underGrace(wire, { graceMs: SETTLE_MS }, () => readOutcome(wire, upload))
}

/** Null: all data is on its way. */
async function sendUpload(wire: Wire, upload: Upload, options: PutOptions): Promise<WriteOutcome | null> {
  if (travelsAlong(upload)) return sendTogether(wire, upload)
  void wire.send(upload.command)
  const reply = await nextReply(wire)
  if ('fault' in reply) return inDoubt(reply.fault)
  if (reply.sign === '-') return { state: 'not-written', fault: replyFault(reply.code, reply.text) }
  // More than the one line: the server is not waiting for data (it could not make its temporary file, say), and would
  // run the data as commands.
  if (!isReply(reply, REPLY_SEND_DATA) || wire.hasUnread) return inDoubt(violation(wire))
  for (let at = 0; at < upload.data.length; at += PIECE_BYTES) {
    const piece = upload.data.slice(at, at + PIECE_BYTES)
    const sent = await underGrace(wire, options, () => wire.send(piece))
    if (!sent.ok) return inDoubt(sent.error)
  }
  return null
}

/**
 * Whether the data may be sent without waiting for +00101. Were the command refused, or no place found to spool the data,
 * XMail would run its lines as commands (semantics.md 8.3); these do nothing. It saves a round trip, in which a connection
 * that is lost would cost the file (0.2).
 */
function travelsAlong({ data, isInert }: Upload): boolean {
  return isInert && data.length <= PIECE_BYTES
}

async function sendTogether(wire: Wire, upload: Upload): Promise<WriteOutcome | null> {
  const sent = wire.send(upload.command + upload.data)
  const reply = await nextReply(wire)
  if ('fault' in reply) return inDoubt(reply.fault)
  if (reply.sign === '-') {
    const trouble = await catchUp(wire)
    return trouble ? inDoubt(trouble) : { state: 'not-written', fault: replyFault(reply.code, reply.text) }
  }
  if (!isReply(reply, REPLY_SEND_DATA)) return inDoubt(violation(wire))
  const arrived = await sent
  return arrived.ok ? null : inDoubt(arrived.error)
}

/**
 * After a refusal, lines of the data may be answered as commands: reads on until a `noop` is, which comes behind them. A
 * fault: something was agreed to, so that the refusal was an answer to something else, and the file may be written.
 */
function catchUp(wire: Wire): Promise<Fault | null> {
  return underGrace(wire, { graceMs: SETTLE_MS }, async () => {
    void wire.send(NOOP)
    for (;;) {
      const reply = await nextReply(wire)
      // XMail ends a session at a line with a byte above 127, so that this is usual; nothing was agreed to until then.
      if ('fault' in reply) return null
      if (reply.sign === '-') continue
      return isReply(reply, REPLY_OK) && !wire.hasUnread ? null : violation(wire)
    }
  })
}

async function readOutcome(wire: Wire, upload: Upload): Promise<WriteOutcome> {
  const reply = await nextReply(wire)
  if ('fault' in reply) return inDoubt(reply.fault)
  if (reply.sign === '+') {
    // A second answer to one upload: a part of the data was run as commands, so the rest is not in the file.
    return isReply(reply, REPLY_OK) && !wire.hasUnread ? { state: 'written' } : inDoubt(violation(wire))
  }
  // Where the data was waited with, nothing may follow a refusal.
  if (wire.hasUnread && !travelsAlong(upload)) return inDoubt(violation(wire))
  const refusal = replyFault(reply.code, reply.text)
  if (reply.code !== NOT_CREATED) return inDoubt(refusal)
  const trouble = travelsAlong(upload) ? await catchUp(wire) : null
  return trouble ? inDoubt(trouble) : { state: 'not-written', fault: refusal }
}

async function nextReply(wire: Wire): Promise<Reply | { readonly fault: Fault }> {
  const line = await wire.nextLine()
  if (!line.ok) return { fault: line.error }
  return parseReplyLine(line.value) ?? { fault: violation(wire) }
}

function violation(wire: Wire): Fault {
  return wire.fail(fault('PROTOCOL_VIOLATION', { reason: 'UNEXPECTED_REPLY' })).error
}

function inDoubt(why: Fault): WriteOutcome {
  return { state: 'in-doubt', fault: why }
}

/** Runs one step with the grace as its only deadline. */
async function underGrace<T>(
  wire: Wire,
  { graceMs }: { graceMs: number },
  step: () => Promise<T>,
): Promise<T> {
  const grace = startDeadline(graceMs)
  wire.obey(grace)
  try {
    return await step()
  } finally {
    grace.dispose()
  }
}
