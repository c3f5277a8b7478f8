import { createSocket } from 'node:dgram'

/** What a name is answered: IPv4 addresses, mail exchangers, a code of failure, or nothing at all. */
export type DnsReply =
  | { readonly a: readonly string[] }
  | { readonly mx: readonly string[] }
  | { readonly rcode: 'SERVFAIL' | 'NXDOMAIN' | 'REFUSED' }
  | 'silent'

/** A name server on 127.0.0.1, over UDP. */
export interface DnsServer {
  readonly port: number
  /** The questions so far: `A 2.0.0.127.bl.example.test`. */
  readonly asked: readonly string[]
  stop(): Promise<void>
}

const RCODES = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 }
const TYPES: Readonly<Record<number, string>> = { 1: 'A', 15: 'MX', 28: 'AAAA' }

/** `answer` is asked with the type and the name in small letters; undefined is NXDOMAIN. */
export async function startDnsServer(
  answer: (type: string, name: string) => DnsReply | undefined,
): Promise<DnsServer> {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, end } = readName(query)
    const type = TYPES[query.readUInt16BE(end)] ?? ''
    asked.push(`${type} ${name}`)
    const reply = answer(type, name) ?? { rcode: 'NXDOMAIN' }
    if (reply === 'silent') return
    socket.send(printReply(query.subarray(0, end + 4), type, reply), from.port, from.address)
  })
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  return {
    port: socket.address().port,
    asked,
    stop: () => new Promise((done) => socket.close(() => done())),
  }
}

/** The name of the only question; `end`: where its type stands. */
function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 }
}

/** `asked`: the query up to the end of its question, which every reply repeats (RFC 1035 section 4). */
function printReply(asked: Buffer, type: string, reply: Exclude<DnsReply, 'silent'>): Buffer {
  const records = recordsOf(type, reply)
  const header = Buffer.from(asked)
  // An answer, recursion desired and available; no additional record, which the query may have had.
  header.writeUInt16BE(0x8180 | ('rcode' in reply ? RCODES[reply.rcode] : 0), 2)
  header.writeUInt16BE(records.length, 6)
  header.writeUInt16BE(0, 8)
  header.writeUInt16BE(0, 10)
  return Buffer.concat([header, ...records])
}

function recordsOf(type: string, reply: Exclude<DnsReply, 'silent'>): Buffer[] {
  if ('a' in reply && type === 'A') {
    return reply.a.map((address) => printRecord(1, Buffer.from(address.split('.').map(Number))))
  }
  if ('mx' in reply && type === 'MX') {
    return reply.mx.map((name, i) => printRecord(15, Buffer.concat([Buffer.from([0, i]), printName(name)])))
  }
  return []
}

/** A record of the name in the question, to be kept for no time. */
function printRecord(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function printName(name: string): Buffer {
  const labels = name
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]))
  return Buffer.concat([...labels, Buffer.from([0])])
}
