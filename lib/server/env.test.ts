import { describe, expect, it } from 'vitest'
import { type Env, readEnv, SettingsError } from './env'

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

describe('readEnv', () => {
  it('needs nothing in development', () => {
    expect(readEnv({})).toEqual({
      production: false,
      secret: null,
      secretFile: null,
      dataFolder: `${process.cwd()}/.data`,
      hostname: '127.0.0.1',
      port: 3000,
      origin: 'http://127.0.0.1:3000',
      originIsFixed: false,
      localRoots: ['/'],
      logLevel: 'info',
      lookSeconds: 300,
      demoFile: null,
    })
  })

  it('opens no folder of the machine in production unless it is named', () => {
    expect(readEnv({ NODE_ENV: 'production' }).localRoots).toEqual([])
    expect(
      readEnv({ NODE_ENV: 'production', MAILROOT_LOCAL_ROOTS: '/var/MailRoot:/srv/mail/../mx' }).localRoots,
    ).toEqual(['/var/MailRoot', '/srv/mx'])
  })

  const GOOD: [source: Record<string, string>, expected: Partial<Env>][] = [
    [{ PORT: '8080' }, { port: 8080, origin: 'http://127.0.0.1:8080' }],
    [
      { HOSTNAME: '::1', PORT: '80' },
      { hostname: '::1', origin: 'http://[::1]' },
    ],
    [{ HOSTNAME: 'localhost' }, { hostname: 'localhost', origin: 'http://localhost:3000' }],
    [{ MAILROOT_URL: 'https://mx.example' }, { origin: 'https://mx.example', originIsFixed: true }],
    [{ MAILROOT_URL: 'https://mx.example:8443/' }, { origin: 'https://mx.example:8443' }],
    [{ MAILROOT_DATA: '/var/lib/mailroot' }, { dataFolder: '/var/lib/mailroot' }],
    [
      { MAILROOT_SECRET: '', MAILROOT_DATA: ' ', PORT: '' },
      { secret: null, port: 3000 },
    ],
    [{ MAILROOT_DEMO: '/tmp/demo.json' }, { demoFile: '/tmp/demo.json' }],
    [
      { NODE_ENV: 'production', HOSTNAME: '0.0.0.0', MAILROOT_URL: 'https://mx.example' },
      { hostname: '0.0.0.0', origin: 'https://mx.example' },
    ],
  ]
  it.each(GOOD)('takes %j', (source, expected) => expect(readEnv(source)).toMatchObject(expected))

  it.each(['mailhost', 'mx.example.org', 'd41f3a9b7c21'])(
    'does not listen on a machine name that a shell or a container put into HOSTNAME: %s',
    (name) => expect(readEnv({ HOSTNAME: name }).hostname).toBe('127.0.0.1'),
  )

  const BAD: [source: Record<string, string>, named: string][] = [
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '1.5' }, 'PORT'],
    [{ MAILROOT_URL: 'mx.example' }, 'MAILROOT_URL'],
    [{ MAILROOT_URL: 'ftp://mx.example' }, 'MAILROOT_URL'],
    [{ MAILROOT_URL: 'https://mx.example/console' }, 'MAILROOT_URL'],
    [{ MAILROOT_URL: 'https://a:b@mx.example' }, 'MAILROOT_URL'],
    [{ MAILROOT_URL: 'https://mx.example/?x' }, 'MAILROOT_URL'],
    [{ MAILROOT_LOCAL_ROOTS: 'MailRoot' }, 'MAILROOT_LOCAL_ROOTS'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ MAILROOT_DEMO: '/tmp/demo.json', HOSTNAME: '0.0.0.0' }, 'MAILROOT_DEMO'],
    [{ MAILROOT_DEMO: '/tmp/demo.json', HOSTNAME: '192.0.2.7' }, 'MAILROOT_DEMO'],
    [{ NODE_ENV: 'production', HOSTNAME: '0.0.0.0' }, 'MAILROOT_URL'],
  ]
  it.each(BAD)('refuses %j and names the setting', (source, named) => {
    const problems = problemsOf(source)
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatch(new RegExp(`^${named}: .+`))
  })

  it('names all that is wrong at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'x' })).toHaveLength(2)
  })

  it('never repeats a secret in its words', () => {
    expect(problemsOf({ MAILROOT_SECRET: 'Canary', PORT: 'x' }).join()).not.toContain('Canary')
  })
})
