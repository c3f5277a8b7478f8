import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePorts } from './free-ports'

const run = promisify(execFile)

/** An OpenSSH server of its own on 127.0.0.1, for one test file. */
export interface Sshd {
  readonly port: number
  /** The account that the authorized keys open: the one that runs the tests. */
  readonly user: string
  /** Private keys that the server lets in, as text: without a passphrase, and with `PASSPHRASE`. */
  readonly privateKey: string
  readonly lockedPrivateKey: string
  /** Where those keys are, for ssh-add and sftp. */
  readonly keyPath: string
  /** `SHA256:…` of its host key. */
  readonly hostKey: string
  /** What sshd has logged so far, at VERBOSE. */
  log(): string
  /** Ends it, and takes its files away. */
  stop(): Promise<void>
}

export const PASSPHRASE = 'correct horse'

export interface SshdOptions {
  /** Lines of sshd_config that come before ours; the first of a kind counts. */
  readonly config?: readonly string[]
  /** As ssh-keygen's -t. */
  readonly hostKeyType?: string
  /** As ssh-keygen's -t. */
  readonly userKeyType?: string
  /** A server with a shell and nothing else. */
  readonly withoutSftp?: boolean
}

const PLACES = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/sbin/sshd', '/usr/lib/ssh/sshd']

/** Starts sshd and waits until it greets. Throws, with the name of the package, where there is none. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const program = PLACES.find(existsSync)
  if (!program) {
    throw new Error('This test needs OpenSSH’s server. Debian and Ubuntu: apt-get install openssh-server')
  }
  const folder = await mkdtemp(join(tmpdir(), 'sshd-'))
  // sshd reads authorized keys as the account that signs in, which need not be the one that made them.
  await chmod(folder, 0o755)
  const hostKeyPath = join(folder, 'host_key')
  const keyPath = join(folder, 'user_key')
  await makeKey(hostKeyPath, options.hostKeyType ?? 'ed25519')
  await makeKey(keyPath, options.userKeyType ?? 'ed25519')
  await copyFile(keyPath, `${keyPath}.locked`)
  await run('ssh-keygen', ['-q', '-p', '-f', `${keyPath}.locked`, '-P', '', '-N', PASSPHRASE])
  await copyFile(`${keyPath}.pub`, join(folder, 'authorized_keys'))
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 })

  const [port = 0] = await findFreePorts(1)
  const configPath = join(folder, 'sshd_config')
  await writeFile(configPath, configOf(port, folder, options))
  const server = await startServer(program, configPath, port)
  return {
    port,
    user: userInfo().username,
    privateKey: await readFile(keyPath, 'utf8'),
    lockedPrivateKey: await readFile(`${keyPath}.locked`, 'utf8'),
    keyPath,
    hostKey: await fingerprintOf(`${hostKeyPath}.pub`),
    log: server.log,
    async stop() {
      await endByPid(server.child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function configOf(port: number, folder: string, { config = [], withoutSftp }: SshdOptions): string {
  return [
    ...config,
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host_key')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'PidFile none',
    // A test's folder lies below /tmp, which all may write to.
    'StrictModes no',
    // PAM would do without the lock of an account, and do much else (systemd, motd): only where it must.
    `UsePAM ${isAccountLocked() ? 'yes' : 'no'}`,
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin yes',
    // Tests connect often and all at once.
    'MaxStartups 100',
    'LogLevel VERBOSE',
    // sshd takes a second one of a name for a mistake.
    ...(withoutSftp || config.some((line) => line.startsWith('Subsystem sftp '))
      ? []
      : ['Subsystem sftp internal-sftp']),
    '',
  ].join('\n')
}

/** Without PAM sshd lets nobody in whose password field begins with `!`, by key either. Only root can tell. */
function isAccountLocked(): boolean {
  if (process.getuid?.() !== 0) return false
  const line = readFileSync('/etc/shadow', 'utf8').match(/^root:([^:]*):/m)
  return line?.[1]?.startsWith('!') ?? false
}

async function makeKey(path: string, type: string): Promise<void> {
  const bits = type === 'rsa' ? ['-b', '2048'] : []
  await run('ssh-keygen', ['-q', '-t', type, ...bits, '-N', '', '-C', 'test', '-f', path])
}

async function fingerprintOf(publicKeyPath: string): Promise<string> {
  const { stdout } = await run('ssh-keygen', ['-l', '-E', 'sha256', '-f', publicKeyPath])
  return stdout.split(' ')[1] ?? ''
}

async function startServer(program: string, configPath: string, port: number) {
  const child = spawn(program, ['-D', '-e', '-f', configPath], { stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString('latin1')
  })
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) break
    if (await greets(port)) return { child, log: () => log }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await endByPid(child)
  throw new Error(`sshd did not start on port ${port}:\n${log}`)
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.setTimeout(1_000)
    const finish = (did: boolean) => () => {
      socket.destroy()
      resolve(did)
    }
    socket.once('data', finish(true)).once('error', finish(false)).once('close', finish(false))
    socket.once('timeout', finish(false))
  })
}

async function endByPid(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
