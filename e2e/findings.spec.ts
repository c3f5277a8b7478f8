import { asFolder } from './support/mail-servers'
import { expect, testOn } from './support/test'

const test = testOn(async (start) => {
  const office = await start.mailRoot('office')
  await office.write('smtprelay.tab', '"10.0.0.0/8"\n"10.20.0.0/16"\n')
  return { servers: [asFolder('Office', office)], stage: { office } }
})

test('what was found is told, mended by an edit, and seen in Review as mended', async ({
  page,
  at,
  stage,
}) => {
  await page.goto(at('Office'))
  await page.getByRole('link', { name: 'See what was found' }).click()
  const covered = page.locator('[data-rule=relay-covered]')
  await expect(covered).toContainText('10.20.0.0/16')
  await expect(covered.getByRole('link', { name: 'smtprelay.tab, line 2' })).toBeVisible()
  await page.getByRole('checkbox', { name: /^Notice/ }).uncheck()
  await expect(covered).toHaveCount(0)
  await page.getByRole('checkbox', { name: /^Notice/ }).check()
  await covered.getByRole('button', { name: /^Mend/ }).click()
  await expect(covered).toHaveAttribute('data-change', 'gone')
  await expect(covered).toContainText('mended by your draft')

  await page.goto(at('Office', 'review'))
  await expect(page.getByTestId('changed-findings')).toContainText('mended by your draft')
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 30_000 })
  expect((await stage.office.read('smtprelay.tab')).toString()).toBe('"10.0.0.0/8"\n')
  await page.goto(at('Office', 'findings'))
  await expect(page.getByRole('heading', { name: 'Findings' })).toBeVisible()
  await expect(covered).toHaveCount(0)
})
