import { asFolder } from './support/mail-servers'
import { expect, testOn } from './support/test'

const test = testOn(async (start) => ({
  servers: [asFolder('Office', await start.mailRoot('office'))],
  stage: {},
}))

test('each page leads to its chapter of the guide, in the person’s language', async ({
  page,
  context,
  baseURL,
  at,
}) => {
  const server = at('Office')
  await page.goto(at('Office', 'relay'))
  await page.locator('main').getByRole('link', { name: 'Guide' }).click()
  await expect(page).toHaveURL(`${server}/guide/relay-networks`)
  await expect(page.getByRole('heading', { level: 1, name: 'Relay networks' })).toBeVisible()
  await expect(page).toHaveTitle('Relay networks – Guide – Mailroot Console')

  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Notes' }).click()
  await expect(page).toHaveURL(/#notes$/)
  await expect(page.getByRole('heading', { level: 2, name: 'Notes' })).toBeInViewport()

  await page.getByRole('article').getByRole('link', { name: 'simulator' }).click()
  await expect(page).toHaveURL(`${server}/guide/simulator`)

  await context.addCookies([{ name: 'locale', value: 'ja', url: baseURL ?? '' }])
  await page.goto(at('Office', 'relay'))
  await page.locator('main').getByRole('link', { name: 'ガイド' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('リレーを許可するネットワーク')
})

test('what is no chapter is no page', async ({ page, at }) => {
  for (const name of ['no-such-chapter', 'tls/more', '..%2Fen%2Ftls', '..%2F..%2F..%2Fpackage', 'tls.md']) {
    const answer = await page.request.get(`${at('Office')}/guide/${name}`)
    expect(answer.status(), name).toBe(404)
  }
})

test.describe('signed out', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('the guide asks for signing in', async ({ page }) => {
    await page.goto('/guide/tls')
    await expect(page).toHaveURL(/\/sign-in/)
  })
})
