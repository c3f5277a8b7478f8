import { asFolder } from './support/mail-servers'
import { expect, testOn } from './support/test'

const test = testOn(async (start) => {
  const office = await start.mailRoot('office')
  await office.write('smtprelay.tab', '"10.0.0.0/8"\n')
  return { servers: [asFolder('Office', office)], stage: { office } }
})

test('a sentence stops the draft that breaks it, until an administrator says why', async ({
  page,
  at,
  stage,
}) => {
  await page.goto(at('Office', 'assertions'))
  const suggested = 'Nobody outside 10.0.0.0/8 may relay without signing in.'
  await page.getByRole('button', { name: `Add: ${suggested}` }).click()
  const kept = page.locator('[data-assertion]', { hasText: suggested })
  await expect(kept).toHaveAttribute('data-live', 'holds')

  const form = page.locator('#add form')
  await expect(form.getByRole('button', { name: 'Add the sentence' })).toBeDisabled()
  await form.getByLabel('About', { exact: true }).selectOption('relay')
  await form.getByLabel('What is so', { exact: true }).selectOption('none')
  await form.getByLabel('Networks or addresses', { exact: true }).fill('192.0.2.1')
  await form.getByLabel('Why', { exact: true }).fill('Left in May')
  await expect(page.getByTestId('typed-sentence')).toContainText('192.0.2.1 may not relay')
  await form.getByRole('button', { name: 'Add the sentence' }).click()
  const written = page.locator('[data-assertion]', { hasText: 'Left in May' })
  await expect(written).toHaveAttribute('data-live', 'holds')
  await written.getByRole('button', { name: /^Change/ }).click()
  await written.getByLabel('Networks or addresses', { exact: true }).fill('8.8.8.8')
  await written.getByRole('button', { name: 'Save the sentence' }).click()
  await expect(written).toContainText('8.8.8.8 may not relay')
  await written.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click()
  await expect(written).toHaveCount(0)

  await page.goto(at('Office', 'relay'))
  await page.locator('main form textarea').fill('192.0.2.64/26')
  await page.locator('main form button[type=submit]').first().click()
  await expect(page.locator('[data-network="192.0.2.64/26"]')).toHaveAttribute('data-change', 'added')
  await page.goto(at('Office', 'review'))
  const reviewed = page.getByTestId('reviewed-assertions')
  await expect(reviewed.locator('[data-draft=broken]')).toContainText('192.0.2.64')
  await expect(reviewed.getByRole('link', { name: 'smtprelay.tab, line 2' })).toBeVisible()
  const apply = page.getByRole('button', { name: 'Apply', exact: true })
  await expect(apply).toBeDisabled()
  await page.getByRole('checkbox', { name: /^Apply although/ }).check()
  await expect(apply).toBeDisabled()
  await page.getByLabel('Why all the same', { exact: true }).fill('The new office, see T-12')
  await apply.click()
  await expect(page.locator('[data-state=applied]')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByTestId('overridden')).toContainText('The new office, see T-12')
  await expect(page.getByTestId('overridden')).toContainText(suggested)
  expect((await stage.office.read('smtprelay.tab')).toString()).toContain('192.0.2.64')

  await page.goto(at('Office'))
  await expect(page.locator('#assertions')).toContainText('1 of 1 not true')
  await page.getByRole('link', { name: 'See the sentences' }).click()
  await expect(kept).toHaveAttribute('data-live', 'broken')
})

test('sentences leave as a file, and come from one after a look at what it would add', async ({
  page,
  at,
}) => {
  await page.goto(at('Office', 'assertions'))
  await page.getByRole('button', { name: 'Import JSON…' }).click()
  const dialog = page.getByRole('dialog')
  const file = dialog.getByLabel('Choose a file')
  const upload = (text: string) =>
    file.setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await upload('{"assertions": [\n{"assertion": }]}')
  await expect(dialog).toContainText('line 2 at character 15')
  const sentence = { assertion: { kind: 'sender', claim: 'refused', sender: 'x@rude.example' }, note: 'Spam' }
  const wrong = { assertion: { kind: 'relay', claim: 'any', networks: ['10.0.0.0/8'] } }
  await upload(`{"assertions": [\n${JSON.stringify(sentence)},\n${JSON.stringify(wrong)}]}`)
  await expect(dialog.locator('[data-wrong=not-one-of]')).toContainText('Line 3')
  await expect(dialog.locator('[data-plan=fresh]')).toContainText('Mail from x@rude.example is refused.')
  await dialog.getByRole('button', { name: 'Add 1 sentence' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('[data-assertion]', { hasText: 'x@rude.example' })).toContainText('Spam')

  const downloaded = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as JSON' }).click()
  const path = await (await downloaded).path()
  await page.getByRole('button', { name: 'Import JSON…' }).click()
  await file.setInputFiles(path)
  await expect(dialog.locator('[data-plan=fresh]')).toContainText('None is new.')
  await expect(dialog.locator('[data-plan=there]')).toContainText('x@rude.example')
  await expect(dialog.getByRole('button', { name: /^Add/ })).toBeDisabled()
})
