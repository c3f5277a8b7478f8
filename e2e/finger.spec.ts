import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { overCtrl } from './support/mail-servers'
import { expect, testOn } from './support/test'
import { words } from './support/words'

const FILE = 'finger.ipmap.tab'

const test = testOn(async (start) => {
  const practice = await start.practice('practice')
  return { servers: [{ ...overCtrl('ctrl', practice), services: practice.services }], stage: practice }
})

const say = (key: string) => words('en', 'finger', key)

async function tryPort(page: Page, state: string) {
  await page.getByRole('button', { name: new RegExp(`${say('tryPort')}|${say('tryAgain')}`) }).click()
  await expect(page.locator(`main [data-state=${state}]`)).toBeVisible({ timeout: 20_000 })
}

test('is open, is closed by one click and an apply, and is proved to be silent', async ({
  page,
  at,
  stage,
}) => {
  await page.goto(`${at('ctrl')}/finger`)
  await expect(page.getByTestId('now')).toHaveText(say('nowEverybody'))
  await tryPort(page, 'answering')
  await expect(page.locator('main pre', { hasText: 'EMail' })).toContainText('hanako@example.test')

  await page.getByRole('button', { name: say('closeByList') }).click()
  await expect(page.getByText(say('closedInDraft'))).toBeVisible()
  expect((await stage.folder.read(FILE)).toString()).toContain('ALLOW')
  await page.goto(at('ctrl', 'review'))
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 20_000 })
  const lines = (await stage.folder.read(FILE)).toString().trimEnd().split('\n')
  expect(lines.map((line) => line.split('\t')[0])).toEqual(['"0.0.0.0"', '"::/0"'])

  await page.goto(`${at('ctrl')}/finger`)
  await expect(page.getByTestId('now')).toHaveText(say('nowNobody'))
  await tryPort(page, 'silent')
})

test('lists what FINGER would tell, without a password', async ({ page, at }) => {
  await page.goto(`${at('ctrl')}/finger`)
  await page.getByRole('button', { name: say('readUsers') }).click()
  await expect(page.getByTestId('counts')).toContainText('4 of 4 users, and 1 list', { timeout: 20_000 })
  await expect(page.getByRole('row', { name: /taro@example\.test/ })).toBeVisible()
  expect(await page.content()).not.toContain('1104170a481512')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)
})
