import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { startSshd } from '@/test/support/sshd'
import { type KnownServer, PERSON, type RunningConsole, startConsole } from './console'
import { makeMailRoot, startPractice } from './mail-servers'
import { startWay } from './way'

export { expect }

/** Starts what a spec needs; everything is ended and removed with the spec. All of it is on 127.0.0.1. */
export interface Starter {
  /** An empty place of its own on the disk. */
  readonly scratch: string
  mailRoot(name: string): ReturnType<typeof makeMailRoot>
  practice(name: string, limits?: Parameters<typeof startPractice>[1]): ReturnType<typeof startPractice>
  sshd: typeof startSshd
  way: typeof startWay
  console(servers: readonly KnownServer[] | null): Promise<RunningConsole>
}

export type Place = 'relay' | 'finger' | 'findings' | 'assertions' | 'review' | 'history' | 'connection'

interface World<T> {
  readonly console: RunningConsole
  readonly stage: T
  readonly storageState: Awaited<ReturnType<BrowserContext['storageState']>>
  /** Name of a server to the path of its pages. */
  readonly servers: ReadonlyMap<string, string>
}

interface Fixtures {
  /** The path of a server's overview, or of another of its pages. */
  at: (server: string, place?: Place) => string
}

/**
 * Playwright's `test` for one spec: its servers, a console that knows them, and pages that are signed in to it. A test
 * fails as well when its page reports an error that nothing was done about: a script's, React's, or a missing file.
 */
export function testOn<T>(setUp: (start: Starter) => Promise<{ servers: readonly KnownServer[]; stage: T }>) {
  return base.extend<Fixtures, { world: World<T>; stage: T }>({
    world: [
      async ({ browser }, use) => {
        const { start, endAll } = await makeStarter()
        try {
          const { servers, stage } = await setUp(start)
          const running = await start.console(servers)
          await use({ console: running, stage, ...(await enter(browser, running.url)) })
        } finally {
          await endAll()
        }
      },
      { scope: 'worker', timeout: 120_000 },
    ],
    stage: [async ({ world }, use) => use(world.stage), { scope: 'worker' }],
    baseURL: async ({ world }, use) => use(world.console.url),
    storageState: async ({ world }, use) => use(world.storageState),
    at: async ({ world }, use) =>
      use((server, place) => {
        const path = world.servers.get(server)
        if (!path) throw new Error(`the console does not know ${server}`)
        return place ? `${path}/${place}` : path
      }),
    page: async ({ page }, use) => {
      const problems = watch(page)
      waitAfterLoading(page)
      await use(page)
      expect(problems, 'errors of the page').toEqual([])
    },
  })
}

/** For what a spec starts itself, a console without accounts for one. */
export async function makeStarter() {
  const scratch = await mkdtemp(join(tmpdir(), 'mailroot-e2e-'))
  const ends: (() => Promise<void>)[] = [() => rm(scratch, { recursive: true, force: true })]
  const ended = async <E>(starting: Promise<E>, end: (started: E) => Promise<void>): Promise<E> => {
    const started = await starting
    ends.push(() => end(started))
    return started
  }
  let consoles = 0
  const start: Starter = {
    scratch,
    mailRoot: (name) => makeMailRoot(join(scratch, name)),
    practice: async (name, limits) =>
      ended(startPractice(await start.mailRoot(name), limits), (practice) => practice.stop()),
    sshd: (options) => ended(startSshd(options), (sshd) => sshd.stop()),
    way: (targetPort) => ended(startWay(targetPort), (way) => way.close()),
    console: (servers) =>
      ended(
        startConsole({ folder: join(scratch, `console-${consoles++}`), servers, localRoots: [scratch] }),
        (running) => running.stop(),
      ),
  }
  const endAll = async () => {
    for (const end of ends.reverse()) await end()
  }
  return { start, endAll }
}

/** Signs in once: the console lets nobody sign in as often as there are tests. */
async function enter(
  browser: Browser,
  url: string,
): Promise<Pick<World<unknown>, 'storageState' | 'servers'>> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-US' })
  const page = await context.newPage()
  waitAfterLoading(page)
  await signIn(page)
  await page.goto('/servers')
  const links = await page.locator('main li > a').all()
  const servers = new Map<string, string>()
  for (const link of links) {
    const name = (await link.locator('.font-medium').textContent()) ?? ''
    servers.set(name, (await link.getAttribute('href')) ?? '')
  }
  const storageState = await context.storageState()
  await context.close()
  return { storageState, servers }
}

export async function signIn(page: Page, { email, password }: { email: string; password: string } = PERSON) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/servers/)
}

/** Gathers what goes wrong in a page, as it happens. */
export function watch(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`)
  })
  return problems
}

/**
 * Lets every loading of a page end only when React has taken it over: nobody types as early as a script does, and what
 * is typed before would be lost.
 */
export function waitAfterLoading(page: Page): void {
  const { goto, reload } = page
  const alive = () =>
    page.waitForFunction(() =>
      [...document.querySelectorAll('button, form, textarea')].every((element) =>
        Object.keys(element).some((key) => key.startsWith('__reactFiber$')),
      ),
    )
  page.goto = async (...args) => {
    const response = await goto.apply(page, args)
    await alive()
    return response
  }
  page.reload = async (...args) => {
    const response = await reload.apply(page, args)
    await alive()
    return response
  }
}
