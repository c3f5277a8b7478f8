import { asFolder } from './support/mail-servers'
import { expect, testOn } from './support/test'

const test = testOn(async (start) => {
  const folder = await start.mailRoot('in-a-folder')
  await folder.write('smtprelay.tab', Buffer.from('"10.0.0.0"\t"255.0.0.0"\n', 'latin1'))
  return { servers: [asFolder('Office', folder)], stage: { folder } }
})

test('review says whom a change lets in, with sign and word', async ({ page, at }) => {
  await page.goto(at('Office', 'relay'))
  await page.getByRole('textbox', { name: 'Add networks' }).fill('192.0.2.64/26')
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.locator('[data-network="192.0.2.64/26"]')).toHaveAttribute('data-change', 'added')
  await page.getByRole('button', { name: 'Remove 10.0.0.0/8' }).click()
  await expect(page.locator('[data-network="10.0.0.0/8"]')).toHaveAttribute('data-change', 'removed')

  await page.goto(at('Office', 'review'))
  const gained = page.locator('[data-effect=relay_gained]')
  await expect(gained).toHaveAttribute('data-meaning', 'opens')
  await expect(gained).toContainText('+ 192.0.2.64/26 (64 addresses) may now relay without signing in')
  await expect(gained).toContainText('opens')
  const lost = page.locator('[data-effect=relay_lost]')
  await expect(lost).toHaveAttribute('data-meaning', 'closes')
  await expect(lost).toContainText('− 10.0.0.0/8 (16,777,216 addresses) may no longer relay')
  await expect(page.getByText('After it, smtprelay.tab lets these relay')).toContainText('64 addresses')
})
