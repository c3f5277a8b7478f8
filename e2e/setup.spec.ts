import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { endByPid, type RunningConsole, runConsole } from './support/console'
import { expect, makeStarter, waitAfterLoading, watch } from './support/test'
import { words } from './support/words'

/** A console that nobody has an account on yet. */
const test = base.extend<object, { fresh: RunningConsole }>({
  fresh: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first parameter
    async ({}, use) => {
      const { start, endAll } = await makeStarter()
      try {
        await use(await start.console(null))
      } finally {
        await endAll()
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ fresh }, use) => use(fresh.url),
  page: async ({ page }, use) => {
    const problems = watch(page)
    waitAfterLoading(page)
    await use(page)
    expect(problems, 'errors of the page').toEqual([])
  },
})

test('the token of the log makes the first administrator, once', async ({ page, context, fresh }) => {
  const token = /one-time token: (\S+)/.exec(fresh.output())?.[1] ?? ''
  expect(fresh.output()).toContain(`${fresh.url}/setup?token=${token}`)

  const late = await context.newPage()
  waitAfterLoading(late)
  await late.goto(`/setup?token=${token}`)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'set-up' }).click()
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const submit = page.getByRole('button', { name: 'Create the account' })
  await field('One-time token').fill('not-the-token-of-the-log')
  await field('Your name').fill('Sakura')
  await field('E-mail address').fill('sakura@example.test')
  await field('Password').fill('pear-Canal-72-otter')
  await submit.click()
  await expect(field('One-time token')).toHaveAccessibleDescription(
    words('en', 'errors', 'SETUP_TOKEN_WRONG'),
  )
  await expect(field('One-time token')).toHaveAttribute('aria-invalid', 'true')

  await field('One-time token').fill(token)
  await field('Password').fill('sakurasakura')
  await submit.click()
  await expect(field('Password')).toHaveAccessibleDescription(
    new RegExp(words('en', 'errors', 'PASSWORD_TOO_WEAK')),
  )
  await expect(page.getByText('Servers', { exact: true })).toHaveCount(0)

  await field('Password').fill('pear-Canal-72-otter')
  await submit.click()
  await expect(page.getByRole('heading', { name: 'Servers' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Signed in as Sakura' })).toBeVisible()
  // What only an owner may do is there.
  await page.getByRole('link', { name: 'Add a server' }).click()
  await expect(page.getByRole('button', { name: 'Test the connection' })).toBeVisible()

  await page.goto(`/setup?token=${token}`)
  await expect(page.getByText(words('en', 'setup', 'done'))).toBeVisible()
  await expect(submit).toHaveCount(0)
  await page.goto('/sign-in')
  await expect(page).toHaveURL(/\/servers$/)

  // Whoever had the form open all the while comes too late, even with the right token.
  await late.getByRole('textbox', { name: 'Your name', exact: true }).fill('Late')
  await late.getByRole('textbox', { name: 'E-mail address', exact: true }).fill('late@example.test')
  await late.getByRole('textbox', { name: 'Password', exact: true }).fill('quill-Harbor-58-moss')
  await late.getByRole('button', { name: 'Create the account' }).click()
  await expect(late.locator('[data-code=SETUP_DONE]')).toBeVisible()
})

test.describe('production', () => {
  const settings = { MAILROOT_DATA: join(tmpdir(), 'mailroot-e2e-never'), PORT: '0' }
  const refusals = [
    ['without a secret', {}, 'MAILROOT_SECRET: is needed in production and not set'],
    ['with a short one', { MAILROOT_SECRET: 'short' }, 'MAILROOT_SECRET: has 5 characters'],
    [
      'with a placeholder',
      { MAILROOT_SECRET: 'change-me-change-me-change-me-change-me' },
      'MAILROOT_SECRET: looks like a placeholder',
    ],
  ] as const
  for (const [how, secret, message] of refusals) {
    base(`refuses to start ${how}, and says so plainly`, async () => {
      const { child, output } = runConsole({ ...settings, ...secret })
      try {
        await expect.poll(() => child.exitCode, { timeout: 60_000 }).not.toBeNull()
        expect(child.exitCode).not.toBe(0)
        expect(output()).toContain('Mailroot Console cannot start.')
        expect(output()).toContain(message)
        expect(output()).not.toMatch(/^\s+at .*\(/m)
      } finally {
        await endByPid(child)
      }
    })
  }
})
