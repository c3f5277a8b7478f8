import { PERSON } from './support/console'
import { asFolder } from './support/mail-servers'
import { expect, signIn, testOn } from './support/test'

const test = testOn(async (start) => ({
  servers: [asFolder('Office', await start.mailRoot('office'))],
  stage: {},
}))

const SIGNED_OUT = { cookies: [], origins: [] }

test.describe('signed out', () => {
  test.use({ storageState: SIGNED_OUT })

  test('a wrong password is refused with a coded error, the right one opens the console', async ({
    page,
  }) => {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill(PERSON.email)
    await page.getByLabel('Password').fill('not-the-password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.locator('[data-code=SIGN_IN_FAILED]')).toBeVisible()
    await expect(page).toHaveURL(/\/sign-in$/)

    await page.getByLabel('Password').fill(PERSON.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Office' })).toBeVisible()
  })

  test('empty fields are named, and nothing is sent', async ({ page }) => {
    await page.goto('/sign-in')
    const posts: string[] = []
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription('Type your e-mail address.')
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription('Type your password.')
    expect(posts).toEqual([])
  })

  test('no page can be seen without signing in', async ({ page, at, request }) => {
    const paths = ['/', '/servers', '/servers/new', at('Office')]
    const pages = (['relay', 'review', 'history', 'connection'] as const).map((place) => at('Office', place))
    for (const path of [...paths, ...pages]) {
      await page.goto(path)
      await expect(page, path).toHaveURL(/\/sign-in$/)
    }
    const patch = await request.get(`${at('Office', 'review')}/patch`, { maxRedirects: 0 })
    expect(patch.status()).toBeGreaterThanOrEqual(300)
    expect(await patch.text()).not.toContain('smtprelay')
  })

  test.describe('in Japan', () => {
    test.use({ locale: 'ja-JP' })

    test('speaks the browser’s language until another is chosen, and keeps to the choice', async ({
      page,
    }) => {
      await page.goto('/sign-in')
      await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
      await expect(page.getByRole('button', { name: 'サインイン' })).toBeVisible()
      await page.getByRole('button', { name: '言語' }).click()
      await page.getByRole('menuitemradio', { name: 'English' }).click()
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    })
  })
})

test.describe('signing out', () => {
  test.use({ storageState: SIGNED_OUT })

  test('ends the session, in the browser and on the server', async ({ page, at }) => {
    await signIn(page)
    const cookies = await page.context().cookies()
    await page.getByRole('button', { name: `Signed in as ${PERSON.name}` }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
    await page.goto(at('Office'))
    await expect(page).toHaveURL(/\/sign-in$/)
    // Whoever kept a copy of the cookie is signed out as well.
    await page.context().addCookies(cookies)
    await page.goto(at('Office'))
    await expect(page).toHaveURL(/\/sign-in$/)
  })
})

test('the theme is chosen in the menu and stays', async ({ page, at }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(at('Office'))
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color)
  const light = await ink()
  await page.getByRole('button', { name: `Signed in as ${PERSON.name}` }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)
  expect(await ink()).not.toBe(light)
  await page.reload()
  await expect(page.locator('html')).toHaveClass(/dark/)
})
