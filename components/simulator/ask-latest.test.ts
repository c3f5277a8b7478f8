import { describe, expect, it } from 'vitest'
import { askLatest } from './ask-latest'

/** A server that answers when it is told to. */
function openServer() {
  const asked: string[] = []
  const answers: ((answer: string) => void)[] = []
  const heard: string[] = []
  const asker = askLatest<string, string>(
    (question) => {
      asked.push(question)
      return new Promise((resolve) => answers.push(resolve))
    },
    (question, answer) => heard.push(`${question}: ${answer}`),
  )
  const answer = async (text: string) => {
    answers.shift()?.(text)
    // The answer is handed on in tasks of its own.
    await new Promise((done) => setImmediate(done))
  }
  return { asked, heard, asker, answer }
}

describe('asking the latest', () => {
  it('has one question on its way and passes over those between', async () => {
    const { asked, heard, asker, answer } = openServer()
    for (const question of ['a', 'ab', 'abc']) asker.want(question)
    expect(asked).toEqual(['a'])
    await answer('1')
    expect(asked).toEqual(['a', 'abc'])
    await answer('2')
    expect(heard).toEqual(['a: 1', 'abc: 2'])
    asker.want('d')
    expect(asked).toEqual(['a', 'abc', 'd'])
  })

  it('does not ask what is no longer wanted', async () => {
    const { asked, heard, asker, answer } = openServer()
    asker.want('a')
    asker.want('b')
    asker.forget()
    await answer('1')
    expect(asked).toEqual(['a'])
    expect(heard).toEqual(['a: 1'])
  })
})
