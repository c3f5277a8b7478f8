import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Env, SettingsError } from './env'

const MIN_CHARACTERS = 32
const MIN_DIFFERENT = 10
const PLACEHOLDER =
  /change.?me|replace|placeholder|example|insecure|default|password|secret|mailroot|your[-_ ]/i
const HOW = 'Make one with: openssl rand -base64 48'

type SecretSettings = Pick<Env, 'production' | 'secret' | 'secretFile' | 'demoFile' | 'dataFolder'>

/**
 * The secret that sign-in cookies and sealed credentials hang on. In production it must be set, and be a real one; a
 * developer's console and a demo make a file that only its owner can read, once. Throws SettingsError.
 */
export function findSecret(env: SecretSettings): string {
  if (env.secret !== null) return checked('MAILROOT_SECRET', env.secret)
  if (env.secretFile !== null) return checked('MAILROOT_SECRET_FILE', readSecretFile(env.secretFile))
  if (env.production && env.demoFile === null) {
    throw new SettingsError([`MAILROOT_SECRET: is needed in production and not set. ${HOW}`])
  }
  return readOrMakeKey(env.dataFolder)
}

function checked(name: string, secret: string): string {
  const problem = whatIsWrong(secret)
  if (problem) throw new SettingsError([`${name}: ${problem}. ${HOW}`])
  return secret
}

function whatIsWrong(secret: string): string | null {
  if (secret.length < MIN_CHARACTERS)
    return `has ${secret.length} characters and needs ${MIN_CHARACTERS} or more`
  if (PLACEHOLDER.test(secret)) return 'looks like a placeholder from a manual, not like a secret'
  if (new Set(secret).size < MIN_DIFFERENT || /^(.+?)\1+.?$/.test(secret))
    return 'repeats itself and can be guessed'
  return null
}

function readSecretFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new SettingsError([`MAILROOT_SECRET_FILE: ${(error as Error).message}`])
  }
}

function readOrMakeKey(dataFolder: string): string {
  const path = join(dataFolder, 'secret.key')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(path, randomBytes(48).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    // Another start was first, today or last year: its key is the one that things are sealed with.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length >= MIN_CHARACTERS) return secret
  throw new SettingsError([
    `${path}: is not the key that was written there. Put the old one back, or start with a new MAILROOT_DATA.`,
  ])
}
