import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type FolderContext, readOne, tempsIn, write } from './support'

export function describeWhole(context: FolderContext): void {
  it('lets readers see the old file or the new one, and never a part', async () => {
    const [a, b] = ['a', 'b'].map((letter) => `${letter.repeat(50_000)}\n`)
    if (!a || !b) throw new Error('two texts')
    await context.folder.put('whole.tab', a)
    let isWriting = true
    const onDisk = async () => {
      while (isWriting)
        expect([a, b]).toContain(await readFile(join(context.folder.path, 'whole.tab'), 'utf8'))
    }
    const throughStore = async () => {
      while (isWriting) {
        const file = await readOne(context.store, 'whole.tab')
        expect([a, b]).toContain(file.state === 'present' ? new TextDecoder().decode(file.bytes) : file.state)
      }
    }
    const writes = async () => {
      for (let i = 0; i < 30; i++) {
        expect(await write(context.store, 'whole.tab', i % 2 ? a : b)).toEqual({ state: 'written' })
      }
      isWriting = false
    }
    await Promise.all([writes().finally(() => (isWriting = false)), onDisk(), throughStore()])
    expect(await tempsIn(context.folder.path)).toEqual([])
  })

  it('lets many write at once: one of them is the last, and all of it', async () => {
    await context.folder.put('busy.tab', '# old\n')
    const texts = Array.from({ length: 12 }, (_, i) => `# ${i}\n`.repeat(5_000))
    const outcomes = await Promise.all(texts.map((text) => write(context.store, 'busy.tab', text)))
    expect(outcomes).toEqual(texts.map(() => ({ state: 'written' })))
    expect(texts).toContain(await readFile(join(context.folder.path, 'busy.tab'), 'utf8'))
    expect(await tempsIn(context.folder.path)).toEqual([])
  })
}
