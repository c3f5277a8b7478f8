import { generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import ssh2, { type AuthContext, type Connection, type SFTPWrapper } from 'ssh2'

/** An SSH server in this process, for what a real sshd asks the system's accounts: passwords. */
export interface PasswordServer {
  readonly port: number
  /** Every sign-in that was tried, as `method user`. */
  readonly attempts: readonly string[]
  close(): Promise<void>
}

export interface PasswordServerOptions {
  readonly user: string
  readonly password: string
  /** What it takes. `keyboard-interactive` asks one hidden question, `two-questions` a code as well. */
  readonly method: 'password' | 'keyboard-interactive' | 'two-questions'
}

const FOLDER_MODE = 0o40755
const FILE_MODE = 0o100644

/** Starts it. Whoever gets in finds a MailRoot of which no more can be seen than that it is one. */
export async function startPasswordServer(options: PasswordServerOptions): Promise<PasswordServer> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const attempts: string[] = []
  const connections = new Set<Connection>()
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (connection) => {
    connections.add(connection)
    connection.on('error', () => {}).on('close', () => connections.delete(connection))
    connection.on('authentication', (context) => {
      attempts.push(`${context.method} ${context.username}`)
      judge(context, options)
    })
    connection.on('session', (accept) => accept().on('sftp', (acceptSftp) => answer(acceptSftp())))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    attempts,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const connection of connections) connection.end()
      }),
  }
}

function judge(context: AuthContext, { user, password, method }: PasswordServerOptions): void {
  const offered = method === 'password' ? ('password' as const) : ('keyboard-interactive' as const)
  const verdict = (isRight: boolean): void => {
    if (isRight && context.username === user) context.accept()
    else context.reject([offered])
  }
  if (context.method === 'password') verdict(method === 'password' && context.password === password)
  else if (context.method === 'keyboard-interactive' && method !== 'password') {
    const code = method === 'two-questions' ? [{ prompt: 'Code: ', echo: true }] : []
    context.prompt([{ prompt: 'Password: ', echo: false }, ...code], (answers) => {
      verdict(answers.length === 1 && answers[0] === password)
    })
  } else verdict(false)
}

function answer(sftp: SFTPWrapper): void {
  sftp.on('REALPATH', (id, path) => {
    sftp.name(id, [{ filename: path, longname: path, attrs: {} as never }])
  })
  const attrsOf = (path: string) => ({
    mode: path.endsWith('.tab') ? FILE_MODE : FOLDER_MODE,
    uid: 0,
    gid: 0,
    size: 0,
    atime: 0,
    mtime: 0,
  })
  sftp.on('STAT', (id, path) => sftp.attrs(id, attrsOf(path)))
}
