// `npm run demo`: installs, builds, starts a practice XMail and the console on free ports of 127.0.0.1, and prints the
// address and a sign-in. Everything that it makes is in .demo/; remove that folder to start afresh.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ensureBuild, ensurePackages, ROOT, requireNode } from './steps/prepare.mjs'
import { giveUp, say, step } from './steps/say.mjs'

const DEMO = join(ROOT, '.demo')
const START_TIMEOUT_MS = 60_000

requireNode()
say('Mailroot Console: demonstration\n')
mkdirSync(DEMO, { recursive: true, mode: 0o700 })
await ensurePackages()
await ensureBuild()

const signIn = readOrMake('sign-in.json', () => ({
  email: 'admin@example.test',
  name: 'Demo',
  password: makePassword(),
}))
const secret = readOrMake('secret.json', () => ({ secret: randomBytes(32).toString('base64url') }))
const children = []

const practice = await step('Starting the practice XMail', startPractice).catch((error) =>
  giveUp('The practice XMail did not start.', error.message),
)
const address = await step('Starting the console', startConsole).catch((error) =>
  giveUp('The console did not start.', error.message),
)

say(`
  Console   ${address}
  Sign in   ${signIn.email}
  Password  ${signIn.password}

  The practice XMail speaks CTRL on 127.0.0.1:${practice.port}; its MailRoot is ${practice.folder}.
  Ctrl-C ends both.
`)

async function startPractice() {
  const folder = join(DEMO, 'MailRoot')
  const args = ['--folder', folder, '--port', '0', '--ctrls-port', '0', '--services', '--json']
  const child = start('practice XMail', ['--import', 'tsx', join(ROOT, 'scripts', 'practice.ts'), ...args])
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      const line = output.split('\n').find((text) => text.startsWith('{'))
      if (line) resolve(JSON.parse(line))
    })
    child.on('exit', () => reject(new Error(child.output)))
  })
}

async function startConsole() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const demoFile = join(DEMO, 'demo.json')
  const { folder, port: ctrlPort, user, password, sha256 } = practice
  const ctrl = {
    kind: 'ctrl',
    host: '127.0.0.1',
    port: ctrlPort,
    user,
    encryption: 'starttls',
    trust: { by: 'pin', sha256 },
  }
  const ports = { ...practice.services, ctrl: ctrlPort, ctrls: practice.ctrlsPort }
  const services = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, { host: '127.0.0.1', port }]),
  )
  const servers = [
    { name: 'Practice (CTRL)', connection: ctrl, secrets: { password }, services },
    { name: 'Practice (folder)', connection: { kind: 'local', mailRoot: folder }, secrets: {}, services },
  ]
  writeFileSync(demoFile, JSON.stringify({ ...signIn, servers }), { mode: 0o600 })
  const child = start('console', [join(ROOT, 'scripts', 'start.mjs')], {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOSTNAME: '127.0.0.1',
    PORT: String(port),
    MAILROOT_URL: url,
    MAILROOT_SECRET: secret.secret,
    MAILROOT_DATA: join(DEMO, 'data'),
    MAILROOT_LOCAL_ROOTS: DEMO,
    MAILROOT_DEMO: demoFile,
  })
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(child.output)
    const answer = await fetch(`${url}/sign-in`).catch(() => null)
    if (answer?.ok) return url
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`It did not answer within ${START_TIMEOUT_MS / 1000} s. ${child.output}`)
}

function start(name, args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      child.output = (child.output + chunk).slice(-4000)
    })
  }
  child.on('exit', (code) => {
    if (!children.ending) giveUp(`The ${name} ended with ${code}.`, child.output)
  })
  children.push(child)
  return child
}

function endAll() {
  children.ending = true
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    endAll()
    process.exit(0)
  })
}
process.on('exit', endAll)

function readOrMake(name, make) {
  const path = join(DEMO, name)
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  const made = make()
  writeFileSync(path, JSON.stringify(made), { mode: 0o600 })
  return made
}

function makePassword() {
  return randomBytes(12).toString('base64url').replace(/[-_]/g, 'x')
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
