import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { copySample, type PracticeServer, startPracticeServer } from '@/lib/practice'

/**
 * Runs a practice XMail from the command line, for a demo or to try the console against: `npm run practice -- --port
 * 6017`. Makes its folder from the sample if it is not there yet, and keeps what is changed in it.
 */
const USAGE = `npm run practice -- [options]
  --folder PATH      MAIL_ROOT, made from the sample if missing (default .data/practice)
  --port N           CTRL port on 127.0.0.1 (default 6017; 0: any free one)
  --ctrls-port N     CTRLS port, TLS from the first byte (default 6018)
  --services         SMTP, SMTPS, POP3, POP3S and FINGER as well, each on any free port
  --user NAME        account for CTRL (default admin)
  --password TEXT    its password (default practice)
  --ipv6             listen on ::1 as well
  --json             say what was started as one line of JSON`

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '.data/practice' },
    port: { type: 'string', default: '6017' },
    'ctrls-port': { type: 'string', default: '6018' },
    services: { type: 'boolean', default: false },
    user: { type: 'string', default: 'admin' },
    password: { type: 'string', default: 'practice' },
    ipv6: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

async function run(): Promise<void> {
  const folder = resolve(values.folder)
  if (!existsSync(folder)) await copySample(folder)
  const server = await startPracticeServer({
    folder,
    account: { user: values.user, password: values.password },
    addresses: values.ipv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1'],
    port: readPort(values.port),
    ctrlsPort: readPort(values['ctrls-port']),
    ...(values.services && { services: { smtp: 0, smtps: 0, pop3: 0, pop3s: 0, finger: 0 } }),
  })
  if (values.json) console.log(JSON.stringify(await describeServer(folder, server)))
  else announce(folder, server)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => server.close().then(() => process.exit(0)))
  }
}

function announce(folder: string, server: PracticeServer): void {
  console.log(`Practice XMail on ${relative('.', folder) || '.'}, for this computer only`)
  console.log(`  CTRL   127.0.0.1:${server.port}   CTRLS 127.0.0.1:${server.ctrlsPort}`)
  for (const [service, port] of Object.entries(server.services))
    console.log(`  ${service.toUpperCase().padEnd(6)} 127.0.0.1:${port}`)
  console.log(`  account ${values.user}, password ${values.password}`)
  console.log('Ctrl-C ends it.')
}

/** For a program that starts this one: where it listens, how to sign in, and which certificate it shows. */
async function describeServer(folder: string, { port, ctrlsPort, services }: PracticeServer) {
  const certificate = new X509Certificate(await readFile(join(folder, 'server.cert')))
  const sha256 = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
  return { folder, port, ctrlsPort, services, user: values.user, password: values.password, sha256 }
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error(`not a port: ${text}`)
  return port
}

if (values.help) console.log(USAGE)
else {
  run().catch((error: Error) => {
    console.error(`The practice server did not start: ${error.message}`)
    process.exitCode = 1
  })
}
