import { isIP } from 'node:net'
import { delimiter, isAbsolute, resolve } from 'node:path'
import { z } from 'zod'

/** What the operator of this console has set. Made by `readEnv`, the only reader of process.env. */
export interface Env {
  readonly production: boolean
  /** MAILROOT_SECRET, or null where it is not set. `findSecret` decides what that means. */
  readonly secret: string | null
  readonly secretFile: string | null
  /** Absolute. Holds the database and, in development and demo, the key. */
  readonly dataFolder: string
  readonly hostname: string
  readonly port: number
  /** Where browsers find the console, e.g. 'https://mail-console.example'. */
  readonly origin: string
  /** Whether MAILROOT_URL was set: then a request from any other origin is refused. */
  readonly originIsFixed: boolean
  /** Absolute folders below which a local MailRoot may be. Empty: none may. */
  readonly localRoots: readonly string[]
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** How often every server is looked at for what has changed outside; 0: only where a page reads it. */
  readonly lookSeconds: number
  /** A JSON file of `demoSchema`; only ever set on a loopback address. */
  readonly demoFile: string | null
  /** Of the SSH agent that this process was started with. */
  readonly agentSocket: string | undefined
}

/** Settings that the console cannot start with: one line for each, to be printed as it is. */
export class SettingsError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'SettingsError'
    this.problems = problems
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/

const settings = z.object({
  NODE_ENV: z.string().optional(),
  MAILROOT_SECRET: z.string().optional(),
  MAILROOT_SECRET_FILE: z.string().optional(),
  MAILROOT_DATA: z.string().default('.data'),
  MAILROOT_URL: z
    .url({ protocol: /^https?$/, error: 'must be a URL like https://mail-console.example' })
    .refine(isOrigin, { error: 'must have no path, query, user or fragment' })
    .optional(),
  PORT: z.coerce.number({ error: 'must be a port' }).int().min(0).max(65535).default(3000),
  HOSTNAME: z.string().optional(),
  MAILROOT_LOCAL_ROOTS: z.string().transform(splitFolders).pipe(folders()).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  MAILROOT_LOOK_SECONDS: z.coerce
    .number({ error: 'must be a number of seconds' })
    .int()
    .min(0)
    .max(86_400)
    .default(300),
  MAILROOT_DEMO: z.string().optional(),
  SSH_AUTH_SOCK: z.string().optional(),
})

type Settings = z.output<typeof settings>

/** Reads and checks all settings. Throws SettingsError. An empty variable counts as not set. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map(({ path, message }) => `${path[0]?.toString()}: ${message}`),
    )
  }
  const env = toEnv(parsed.data)
  const problems = checkTogether(env)
  if (problems.length > 0) throw new SettingsError(problems)
  return env
}

function toEnv(given: Settings): Env {
  const production = given.NODE_ENV === 'production'
  const hostname = bindAddress(given.HOSTNAME)
  const url =
    given.MAILROOT_URL ?? `http://${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${given.PORT}`
  return {
    production,
    secret: given.MAILROOT_SECRET ?? null,
    secretFile: given.MAILROOT_SECRET_FILE ?? null,
    dataFolder: resolve(given.MAILROOT_DATA),
    hostname,
    port: given.PORT,
    origin: new URL(url).origin,
    originIsFixed: given.MAILROOT_URL !== undefined,
    // A developer's own machine; in production each folder has to be named.
    localRoots: given.MAILROOT_LOCAL_ROOTS ?? (production ? [] : ['/']),
    logLevel: given.LOG_LEVEL,
    lookSeconds: given.MAILROOT_LOOK_SECONDS,
    demoFile: given.MAILROOT_DEMO === undefined ? null : resolve(given.MAILROOT_DEMO),
    agentSocket: given.SSH_AUTH_SOCK,
  }
}

function checkTogether(env: Env): string[] {
  const loopback = LOOPBACK.test(env.hostname)
  const problems: string[] = []
  if (env.demoFile && !loopback) {
    problems.push('MAILROOT_DEMO: its sign-in is public, so it works on a loopback address (HOSTNAME) only.')
  }
  if (env.production && !loopback && !env.originIsFixed) {
    problems.push(
      `MAILROOT_URL: is needed with HOSTNAME=${env.hostname}; set it to the address that browsers use, like https://mail-console.example.`,
    )
  }
  return problems
}

/**
 * The address to listen on. A machine's name is passed over: shells and containers set HOSTNAME to it by themselves,
 * and the console would be reachable from outside without anybody having asked for it.
 */
function bindAddress(hostname: string | undefined): string {
  return hostname !== undefined && (isIP(hostname) !== 0 || hostname === 'localhost') ? hostname : '127.0.0.1'
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return true // said already
  const url = new URL(text)
  return `${url.origin}/` === url.href
}

function splitFolders(text: string): string[] {
  return text.split(delimiter).filter((folder) => folder !== '')
}

function folders() {
  return z.array(
    z
      .string()
      .refine(isAbsolute, { error: 'must be absolute folders' })
      .transform((f) => resolve(f)),
  )
}
