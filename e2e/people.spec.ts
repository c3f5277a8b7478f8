import type { Browser, Page } from '@playwright/test'
import { asFolder } from './support/mail-servers'
import { expect, signIn, testOn, waitAfterLoading, watch } from './support/test'

const HANAKO = { name: 'Hanako', email: 'hanako@example.test', password: 'green lamp seven tables' } as const
const NETWORK = '203.0.113.64/26'

const test = testOn(async (start) => ({
  servers: [
    asFolder('Office', await start.mailRoot('office')),
    asFolder('Branch', await start.mailRoot('branch')),
  ],
  stage: {},
}))

/** Another person's browser, which is signed in to nothing. */
async function openOtherBrowser(browser: Browser, baseURL: string | undefined) {
  const context = await browser.newContext({
    baseURL: baseURL ?? '',
    locale: 'en-US',
    storageState: { cookies: [], origins: [] },
  })
  const page = await context.newPage()
  waitAfterLoading(page)
  return { page, problems: watch(page), close: () => context.close() }
}

async function addHanako(page: Page): Promise<string> {
  await page.goto('/people')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(HANAKO.name)
  await page.getByLabel('E-mail address', { exact: true }).fill(HANAKO.email)
  await page.getByRole('radio', { name: /^By server/ }).check()
  await page.getByLabel('Role on Office', { exact: true }).selectOption({ label: 'Helpdesk' })
  await page.getByRole('button', { name: 'Add and make the link' }).click()
  await expect(page.getByText('One-time link for Hanako')).toBeVisible()
  await expect(page.getByRole('button', { name: /Copy/ })).toBeVisible()
  return (await page.locator('pre').textContent()) ?? ''
}

test('somebody is added by a one-time link, sees their server alone, and takes a draft over', async ({
  page,
  browser,
  baseURL,
  at,
}) => {
  const link = await addHanako(page)
  await expect(page.getByRole('link', { name: /Hanako/ })).toContainText('has not set a password yet')

  const other = await openOtherBrowser(browser, baseURL)
  const hers = other.page
  await hers.goto(link)
  await hers.getByLabel('New password', { exact: true }).fill('hanakohanako')
  await hers.getByRole('button', { name: 'Set the password and sign in' }).click()
  await expect(hers.getByLabel('New password', { exact: true })).toHaveAccessibleDescription(
    /among the first guesses/,
  )
  await hers.getByLabel('New password', { exact: true }).fill(HANAKO.password)
  await hers.getByRole('button', { name: 'Set the password and sign in' }).click()

  // Her only server opens at once; the other, the people and the connections are not there for her.
  await expect(hers.getByRole('heading', { level: 1, name: 'Office' })).toBeVisible()
  await expect(hers.getByRole('link', { name: 'People' })).toHaveCount(0)
  await expect(hers.getByRole('link', { name: 'Connection' })).toHaveCount(0)
  for (const path of [
    at('Branch'),
    at('Branch', 'relay'),
    at('Office', 'connection'),
    '/people',
    '/servers/new',
  ]) {
    await hers.goto(path)
    await expect(hers.getByRole('heading', { name: 'There is no such page' }), path).toBeVisible()
  }
  await hers.goto('/servers')
  await expect(hers.locator('main li > a')).toHaveCount(1)
  await hers.goto(link)
  await expect(hers.getByRole('heading', { name: 'This link does not work' })).toBeVisible()

  // A draft goes from the owner to her.
  await page.goto(at('Office', 'relay'))
  await page.getByRole('textbox', { name: 'Add networks' }).fill(NETWORK)
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator(`[data-network="${NETWORK}"]`)).toHaveAttribute('data-change', 'added')
  await page.goto(at('Office', 'review'))
  await page.getByLabel('Hand over to').selectOption({ label: HANAKO.name })
  await page.getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect(page.getByText('This draft waits to be accepted by Hanako.')).toBeVisible()
  await page.goto(at('Branch', 'relay'))

  await hers.goto(at('Office', 'relay'))
  await expect(hers.getByText('Aoi hands a draft over to you')).toBeVisible()
  await hers.getByRole('link', { name: 'Look at it in Review' }).click()
  await hers.getByRole('button', { name: 'Accept' }).click()
  await expect(hers.locator('main')).toContainText('203.0.113.64')
  await expect(hers.getByRole('button', { name: 'Apply', exact: true })).toBeVisible()
  await page.goto(at('Office', 'review'))
  await expect(page.locator('main')).not.toContainText('203.0.113.64')

  // Removed with an open draft: that is said, and decided.
  await page.goto('/people')
  await page.getByRole('link', { name: /Hanako/ }).click()
  await page.getByRole('button', { name: 'Remove this person' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Remove' })).toBeDisabled()
  await dialog.getByLabel('Draft on Office').selectOption({ label: 'Hand over to Aoi' })
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('link', { name: /Hanako/ })).toHaveCount(0)
  await hers.goto('/servers')
  await expect(hers).toHaveURL(/\/sign-in$/)
  // Pages that are not there are answered with 404, which the browser reports.
  expect(other.problems.filter((problem) => !problem.includes('404'))).toEqual([])
  await other.close()
})

test('a session is seen and ended from another browser, and a suspended person is out', async ({
  page,
  browser,
  baseURL,
}) => {
  const other = await openOtherBrowser(browser, baseURL)
  await signIn(other.page)
  await page.goto('/account')
  const sessions = page.locator('main li')
  await expect(sessions.filter({ hasText: 'this browser' })).toHaveCount(1)
  await page.getByRole('button', { name: 'End all others' }).click()
  await expect(page.getByText('Ended.')).toBeVisible()
  await expect(sessions).toHaveCount(1)
  await other.page.goto('/servers')
  await expect(other.page).toHaveURL(/\/sign-in$/)
  await page.getByLabel('Present password', { exact: true }).fill('not-the-password')
  await page.getByLabel('New password', { exact: true }).fill(HANAKO.password)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByLabel('Present password', { exact: true })).toHaveAccessibleDescription(
    'This is not your present password.',
  )
  await other.close()
})
