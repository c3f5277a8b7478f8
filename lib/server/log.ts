import pino, { type DestinationStream, type Logger } from 'pino'
import type { Env } from './env'

export type Log = Logger

const SECRET_NAMES = [
  'password',
  'secret',
  'secrets',
  'token',
  'privateKey',
  'passphrase',
  'cookie',
  'authorization',
  'edits',
  'bytes',
]

/** JSON lines on stdout. The names of secrets are blanked at the depths where objects are logged, as a second net. */
export function createLog(env: Pick<Env, 'logLevel'>, destination?: DestinationStream): Log {
  const options = {
    level: env.logLevel,
    base: null,
    redact: {
      paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
      censor: '[redacted]',
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
