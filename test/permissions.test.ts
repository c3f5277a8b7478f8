import { describe, expect, it, vi } from 'vitest'
import type { SignedIn } from '@/lib/people/person'
import { roleOn } from '@/lib/people/role-on'
import {
  CONSOLE_PERMISSIONS,
  can,
  PERMISSIONS,
  type Permission,
  ROLES,
  SERVER_PERMISSIONS,
  SERVER_ROLES,
} from '@/lib/people/roles'
import type { ActionWorld } from '@/lib/server/action-builder'
import { findFiles, importFunctions, readSource } from './support/entrances'
import { printPermissions } from './support/print-permissions'

/** Whoever has got so far has been admitted: nothing behind it is run. */
class Admitted extends Error {}

const HERE = 'server-a'
const now: { person: SignedIn; asked: Permission[] } = vi.hoisted(() => ({ person: {} as never, asked: [] }))

vi.mock('@/lib/server/action', async () => {
  const { createActionBuilder } = await import('@/lib/server/action-builder')
  const world: ActionWorld = {
    currentPerson: async () => now.person,
    checkOrigin: async () => null,
    clientAddress: async () => '192.0.2.7',
    // The limit is asked behind the role and before anything is done.
    takePerson: () => ({ ok: false, seconds: 1 }),
    takeAddress: () => ({ ok: false, seconds: 1 }),
    recordAudit: async () => {},
    log: { info: () => {}, error: () => {} },
    newRequestId: () => 'r1',
    rethrowSignal: () => {},
  }
  return createActionBuilder(async () => world)
})
vi.mock('@/lib/server/session', () => ({
  currentPerson: async () => now.person,
  requirePerson: async () => now.person,
}))
vi.mock('@/lib/server/container', () => ({
  getContainer: async () => {
    throw new Admitted()
  },
}))
vi.mock('@/lib/server/read-guide-file', () => ({
  readGuideFile: () => {
    throw new Admitted()
  },
}))
vi.mock('next-intl/server', () => ({ getLocale: async () => 'en' }))
vi.mock('@/lib/server/require-permission', async (original) => {
  const real = await original<typeof import('@/lib/server/require-permission')>()
  const requirePermission: typeof real.requirePermission = (permission, ...where) => {
    now.asked.push(permission)
    return real.requirePermission(permission, ...where)
  }
  return { requirePermission }
})

const person = (role: SignedIn['role'], servers: SignedIn['servers'] = {}): SignedIn => ({
  ...{ id: 'p1', name: 'Aiko', email: 'aiko@mx.example', role, servers },
})
/** Everybody that there can be: with a role in the console; with one here; with one elsewhere alone. */
const EVERYBODY = [
  ...ROLES.map((role) => person(role)),
  ...SERVER_ROLES.map((role) => person('by-server', { [HERE]: role, elsewhere: 'auditor' })),
  person('by-server', { elsewhere: 'administrator' }),
]

/** Modules that put together what others have read: they get no person and no server. */
const NO_QUERIES = new Set([
  'ABSENT',
  'chooseMeaning',
  'keptMeaning',
  'localFoldersAllowed',
  'meaningOfFiles',
  'readPermissions',
  'readRebase',
  'showDiff',
  'showRevision',
  'summarizeTls',
  'userTabOf',
])
/** Answers everybody with what there is for them. */
const NARROWED = new Set(['listServerLinks'])

const actions = await collect('lib/server', /-actions\.ts$/)
const queries = (await collect('lib/server/queries', /\/[a-z-]+(?<!\.test)\.ts$/)).filter(
  ([name]) => !NO_QUERIES.has(name) && !NARROWED.has(name),
)
const routes = await collect(
  'app',
  /\/route\.ts$/,
  (path) => `${path.replaceAll(/^app|\([a-z]+\)\/|\/route\.ts$/g, '')} `,
)
/** Answers in its own way, so that a browser that listens is told. */
const STREAMED = new Map<string, Permission>([['/servers/[serverId]/tls/proof POST', 'draft.edit']])
const matrix = new Map<string, Permission>()

async function collect(folder: string, pattern: RegExp, before: (path: string) => string = () => '') {
  const modules = findFiles(folder, pattern).map(async (path) =>
    (await importFunctions(path)).map(([name, run]) => [`${before(path)}${name}`, run] as const),
  )
  return (await Promise.all(modules)).flat()
}

function isAction(value: unknown): value is { (raw: unknown): Promise<unknown>; can: Permission | null } {
  return typeof value === 'function' && 'can' in value
}

/** Whether the matrix lets somebody do something: on the server that is named, or in the console. */
function isAllowed(who: SignedIn, permission: Permission, ofServer: boolean): boolean {
  const role = ofServer ? roleOn(who, HERE) : who.role
  return role !== null && can(role, permission)
}

const isOfServer = (permission: Permission) => SERVER_PERMISSIONS.some((each) => each === permission)

describe('every action', () => {
  it('is made by action(), apart from what needs no role', () => {
    const plain = actions.filter(([, run]) => !isAction(run)).map(([name]) => name)
    expect(plain).toEqual(['signOut'])
    const open = actions.filter(([, run]) => isAction(run) && run.can === null).map(([name]) => name)
    expect(open.sort()).toEqual(['setPassword', 'setUp', 'signIn'])
  })

  it.each(actions)('%s admits whom the matrix says, and nobody else', async (_, run) => {
    if (!isAction(run) || run.can === null) return
    for (const ofServer of [true, false]) {
      if (!ofServer && isOfServer(run.can)) continue
      for (const who of EVERYBODY) {
        now.person = who
        const code = isAllowed(who, run.can, ofServer) ? 'RATE_LIMITED' : /^(FORBIDDEN|NOT_FOUND)$/
        const result = await run(ofServer ? { serverId: HERE } : {})
        expect(result, JSON.stringify(who)).toMatchObject({
          ok: false,
          error: { code: typeof code === 'string' ? code : expect.stringMatching(code) },
        })
      }
    }
  })

  it('is all that a browser can call', () => {
    const known = new Set(actions.map(([name]) => name))
    for (const path of findFiles('app', /\.tsx?$/)) {
      const source = readSource(path)
      if (!/^'use server'$/m.test(source)) continue
      const bodies = source.split(/^export /m).slice(1)
      for (const body of bodies) {
        const name = /^async function (\w+)/.exec(body)?.[1] ?? body.slice(0, 40)
        // Anybody's own choice of language, kept in a cookie.
        if (name === 'chooseLocale') continue
        const called = [...body.matchAll(/(?:\w+\.)?(\w+)\(/g)].map(([, callee = '']) => callee)
        expect(
          called.some((callee) => known.has(callee)),
          `${path}: ${name}`,
        ).toBe(true)
      }
    }
  })
})

/** Tries it as everybody, and says which permission it asked for; `known`: where it does not ask as a query does. */
async function askAsEverybody(ask: () => unknown, known?: Permission): Promise<Permission> {
  const asked = new Set<Permission>()
  for (const who of EVERYBODY) {
    now.person = who
    now.asked.length = 0
    const answer = await Promise.resolve()
      .then(ask)
      .catch((error: unknown) => error)
    const permission = known ?? now.asked[0]
    if (!permission) return expect.unreachable('it asks for no permission')
    asked.add(permission)
    // Where it had looked at anything before it asked, this would be another error.
    const refused = isNotFound(answer) || (answer instanceof Response && answer.status === 403)
    expect({ who, refused }).toEqual({ who, refused: !isAllowed(who, permission, isOfServer(permission)) })
  }
  const [one, ...others] = asked
  return one && others.length === 0 ? one : expect.unreachable('what it asks for depends on who asks')
}

function isNotFound(answer: unknown): boolean {
  return answer instanceof Error && 'digest' in answer && /;404$/.test(String(answer.digest))
}

describe('every query', () => {
  it.each(queries)(
    '%s answers whom the matrix says; for everybody else there is nothing',
    async (name, ask) => {
      matrix.set(name, await askAsEverybody(() => ask(HERE, 'smtprelay.tab', 'smtp', 0)))
    },
  )

  it('is asked by every page behind the sign-in', () => {
    for (const path of findFiles('app/(console)', /page\.tsx$/))
      expect(readSource(path), path).toMatch(/lib\/server\/queries\/|require-permission|guide-route/)
  })
})

describe('every route', () => {
  it.each(routes)(
    '%s answers whom the matrix says, and is nothing for everybody else',
    async (name, handle) => {
      const request = new Request('http://127.0.0.1/', { method: 'POST' })
      const params = Promise.resolve({ serverId: HERE, revisionId: 'r1' })
      matrix.set(name, await askAsEverybody(() => handle(request, { params }), STREAMED.get(name)))
    },
  )
})

describe('docs/PERMISSIONS.md', () => {
  it('is the matrix as the code has it (`npx vitest run test/permissions.test.ts -u` writes it)', async () => {
    const made = actions.flatMap(([name, run]): [string, Permission][] =>
      isAction(run) && run.can ? [[name, run.can]] : [],
    )
    const text = printPermissions({ actions: made, queries: [...matrix] })
    await expect(text).toMatchFileSnapshot('../docs/PERMISSIONS.md')
    for (const permission of PERMISSIONS) expect(text).toContain(`\`${permission}\``)
    expect(CONSOLE_PERMISSIONS.length + SERVER_PERMISSIONS.length).toBe(PERMISSIONS.length)
  })
})
